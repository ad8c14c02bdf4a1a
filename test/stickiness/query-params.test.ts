import { Stickiness } from '../../src';
import { errorOf, policyOf } from '../support/render';

test('parameters are rendered in their order, case by case', () => {
  expect(policyOf(Stickiness.queryParams(['user', 'User', 'tenant%20id'])).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: {
      type: 'QueryParams',
      queryParams: [{ name: 'user' }, { name: 'User' }, { name: 'tenant%20id' }],
    },
  });
});

test.each<[string, string[], string]>([
  [
    'an empty list',
    [],
    'Stickiness.queryParams() names: got []; allowed: at least one name; remedy: name what the client sends, or use Stickiness.none().',
  ],
  [
    'a duplicate name',
    ['user', 'user'],
    'Stickiness.queryParams() names[1]: got "user"; allowed: no equal of [0]; remedy: remove one of the two.',
  ],
  [
    'a name that is not as it stands in the URL',
    ['user', 'tenant id'],
    'Stickiness.queryParams() names[1]: got "tenant id"; allowed: visible ASCII but & = #, as it stands in the URL; remedy: write "tenant%20id".',
  ],
])('%s is refused', (_, names, message) => {
  expect(errorOf(() => Stickiness.queryParams(names))).toBe(message);
});

test('the list is not changed, and changing it later changes nothing', () => {
  const names = ['a', 'b'];
  const stickiness = Stickiness.queryParams(names);
  names[0] = 'c';
  names.push('d');
  expect(policyOf(stickiness)).toEqual(policyOf(Stickiness.queryParams(Object.freeze(['a', 'b']) as string[])));
});
