import { Stickiness } from '../../src';
import { hasBackends, hasSeveralBackends, matchesOf, type RuleInput, ruleInputs } from '../../src/input/rule-input';

const PLAN = Stickiness.none()._plan;
const A = { name: 'a', port: 80 };
const inputOf = (rule: object) => ruleInputs('http', [rule], () => PLAN)[0] as RuleInput;

test('a rule is read with its property, its stickiness and its lists', () => {
  const rule = { name: 'a', matches: [{}], filters: [{ type: 'a' as never }], backendRefs: [A] };
  const { matches, filters, backendRefs } = rule;
  const planOf = jest.fn(() => PLAN);
  expect(ruleInputs('http', [{}, rule], planOf)[1]).toEqual({
    property: 'http[1]',
    isGrpc: false,
    rule,
    plan: PLAN,
    matches,
    filters,
    backendRefs,
  });
  expect(planOf).toHaveBeenCalledWith(rule);
  expect(ruleInputs('grpc', [rule], planOf)).toMatchObject([{ property: 'grpc[0]', isGrpc: true }]);
});

test.each([
  ['left out', {}],
  ['of another type', { matches: '/', filters: {}, backendRefs: 'a' }],
])('lists of a rule that are %s are empty', (_, rule) => {
  expect(inputOf(rule)).toMatchObject({ matches: [], filters: [], backendRefs: [] });
});

test('a rule without matches has one that matches every request', () => {
  expect(matchesOf({ matches: [] })).toEqual([{}]);
  expect(matchesOf({ matches: [{ headers: [] }, {}] })).toEqual([{ headers: [] }, {}]);
});

test.each([
  [[], false, false],
  [[A], true, false],
  [[A, { ...A, weight: 0 }], true, true],
])('the backends %j are counted, whatever their weights', (backendRefs, some, several) => {
  expect(hasBackends(inputOf({ backendRefs }))).toBe(some);
  expect(hasSeveralBackends(inputOf({ backendRefs }))).toBe(several);
});
