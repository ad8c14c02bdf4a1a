import { WARNING_IDS } from '../../src/findings/catalogue';
import { problemsOf } from '../support/chart';

const ALLOWED = `allowed: the id of a warning: ${WARNING_IDS.join(', ')}; remedy: write it as the warning does, or remove it.`;

test('every id of a warning may be acknowledged, needed or not', () => {
  expect(problemsOf({ acknowledge: [...WARNING_IDS] })).toEqual([]);
  expect(problemsOf({ acknowledge: [] })).toEqual([]);
});

test.each(['retries', 'RETRY', '', ' retry', 'constructor'])('%j is no id', (id) => {
  expect(problemsOf({ acknowledge: ['retry', id] })).toEqual([`acknowledge[1]: got "${id}"; ${ALLOWED}`]);
});

test('what is no string is no id either', () => {
  expect(problemsOf({ acknowledge: [7 as never] })).toEqual([`acknowledge[0]: got 7; ${ALLOWED}`]);
});
