import { findingOf, type Observation } from '../../src/findings/finding';
import { messageOf } from '../../src/findings/message';
import { refuse } from '../../src/findings/refuse';

test('a refused argument is an error with the message of the finding', () => {
  const observation: Observation = { id: 'invalid-name', property: 'a', value: 'b', expected: 'c' };
  expect(() => refuse(observation)).toThrow(new Error(messageOf(findingOf(observation))));
});
