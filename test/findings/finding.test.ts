import { CATALOGUE } from '../../src/findings/catalogue';
import { findingOf, type Observation } from '../../src/findings/finding';

const OBSERVATION: Observation = { id: 'unknown-field', property: 'a', value: 1, expected: 'b' };

test('a finding has the severity, cause and remedy of the catalogue', () => {
  const { severity, cause, remedy } = CATALOGUE['unknown-field'];
  expect(findingOf(OBSERVATION)).toEqual({ ...OBSERVATION, severity, reason: cause, remedy });
  expect(findingOf({ ...OBSERVATION, id: 'retry' }).severity).toBe('warning');
});

test('a finding has the reason and the remedy of the check if there are any', () => {
  expect(findingOf({ ...OBSERVATION, reason: 'c', remedy: 'd' })).toMatchObject({ reason: 'c', remedy: 'd' });
});

test('an obvious finding has no reason, unless the check gives one', () => {
  expect(CATALOGUE['wrong-type'].isObvious).toBe(true);
  expect(findingOf({ ...OBSERVATION, id: 'wrong-type' }).reason).toBeUndefined();
  expect(findingOf({ ...OBSERVATION, id: 'wrong-type', reason: 'c' }).reason).toBe('c');
});
