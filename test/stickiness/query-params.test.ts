import { Stickiness } from '../../src';
import { refusalOf } from '../support/findings';
import { policyOf } from '../support/render';

test('Stickiness.queryParams() renders parameters in their order, and respects case', () => {
  expect(policyOf(Stickiness.queryParams(['user', 'User', 'tenant%20id'])).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: {
      type: 'QueryParams',
      queryParams: [{ name: 'user' }, { name: 'User' }, { name: 'tenant%20id' }],
    },
  });
});

test.each<[string, string[], string]>([
  ['an empty list', [], 'no-names Stickiness.queryParams() names'],
  ['a duplicate name', ['user', 'user'], 'duplicate-item Stickiness.queryParams() names[1]'],
  ['a name that is not encoded', ['user', 'tenant id'], 'query-param-name Stickiness.queryParams() names[1]'],
])('Stickiness.queryParams() refuses %s', (_, names, refusal) => {
  expect(refusalOf(() => Stickiness.queryParams(names))).toBe(refusal);
});

test('Stickiness.queryParams() does not change its list, and later changes of it have no effect', () => {
  const names = ['a', 'b'];
  const stickiness = Stickiness.queryParams(names);
  names[0] = 'c';
  names.push('d');
  expect(policyOf(stickiness)).toEqual(policyOf(Stickiness.queryParams(Object.freeze(['a', 'b']) as string[])));
});

test('Stickiness.queryParams() refuses a list with a hole', () => {
  const names = Object.assign([], { 1: 'a' });
  expect(refusalOf(() => Stickiness.queryParams(names))).toMatch(/ Stickiness\.queryParams\(\) names\[0\]$/);
});
