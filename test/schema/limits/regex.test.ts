import { EnvoyGatewayVersion } from '../../../src';
import { regex } from '../../../src/schema/limits/regex';

const holds = (match: object) => regex('a').holds(match, EnvoyGatewayVersion.V1_9);

test.each([
  { type: 'RegularExpression', value: 'a+' },
  { type: 'Exact', value: '(' },
  { value: '(' },
  { type: 'Exact' },
])('the match %j is within the limit, as it needs no expression or has one', (match) => {
  expect(holds(match)).toBe(true);
});

test.each([
  { type: 'RegularExpression', value: '(' },
  { type: 'RegularExpression', value: 'a(?=b)' },
  { type: 'RegularExpression', value: 7 },
  { type: 'RegularExpression' },
])('the match %j is beyond the limit, as it has no expression of RE2', (match) => {
  expect(holds(match)).toBe(false);
});

test('the limit is for the path that it is given', () => {
  expect(regex('matches[].path').path).toBe('matches[].path');
});
