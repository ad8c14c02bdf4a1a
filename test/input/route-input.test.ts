import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { routeInput } from '../../src/input/route-input';
import { GRPC, HTTP, PARENT_REFS } from '../support/chart';

const MINIMAL = { parentRefs: PARENT_REFS };
const HEADER = Stickiness.header('X-User');

test('properties of a StickyGatewayRoute that are left out have their defaults', () => {
  const stickiness = Stickiness.cookie();
  expect(routeInput({} as never, undefined)).toEqual({
    metadata: undefined,
    namespace: undefined,
    parentRefs: [],
    hostnames: undefined,
    http: [],
    grpc: [],
    rules: [],
    stickiness,
    plans: [{ property: 'stickiness', plan: stickiness._plan, isDefault: true }],
    trafficPolicy: undefined,
    streaming: undefined,
    referenceGrants: false,
    acknowledge: [],
    target: EnvoyGatewayVersion.V1_9,
    misshapen: [],
  });
});

test('properties of a StickyGatewayRoute are kept as their author wrote them', () => {
  const props = {
    ...MINIMAL,
    metadata: { name: 'web' },
    hostnames: ['a.example.com'],
    stickiness: HEADER,
    trafficPolicy: {},
    streaming: false,
    referenceGrants: true,
    acknowledge: ['retry'],
    target: EnvoyGatewayVersion.V1_5,
  };
  expect(routeInput(props, 'shop')).toMatchObject(props);
});

test('the namespace of a route is that of the metadata, else that of the chart', () => {
  expect(routeInput({ ...MINIMAL, metadata: { namespace: 'desk' } }, 'shop').namespace).toBe('desk');
  expect(routeInput({ ...MINIMAL, metadata: {} }, 'shop').namespace).toBe('shop');
});

test('HTTP rules come before gRPC rules', () => {
  const { rules, http, grpc } = routeInput({ ...MINIMAL, http: HTTP, grpc: GRPC }, 'shop');
  expect(rules).toEqual([...http, ...grpc]);
  expect(rules.map(({ property }) => property)).toEqual(['http[0]', 'grpc[0]']);
});

test('each rule has the stickiness of its name, else that of all rules', () => {
  const http = ['a', 'constructor', undefined].map((name) => ({ ...HTTP[0], name }));
  const input = routeInput({ ...MINIMAL, http, stickiness: HEADER, ruleStickiness: { a: Stickiness.none() } }, 'shop');
  expect(input.rules.map(({ plan }) => plan.factory)).toEqual([
    'Stickiness.none()',
    'Stickiness.header()',
    'Stickiness.header()',
  ]);
});

test('the plans are those of all rules, then those of single rules with quoted names', () => {
  const ruleStickiness = { 'a "b"': Stickiness.none() };
  expect(routeInput({ ...MINIMAL, stickiness: HEADER, ruleStickiness }, 'shop').plans).toEqual([
    { property: 'stickiness', plan: HEADER._plan, isDefault: false },
    { property: 'ruleStickiness["a \\"b\\""]', plan: ruleStickiness['a "b"']._plan, ruleName: 'a "b"' },
  ]);
});

test('a property of another type is left out of the input, and remembered', () => {
  const input = routeInput({ ...MINIMAL, http: 'none' as never, streaming: 1 as never }, 'shop');
  expect(input).toMatchObject({ http: [], streaming: undefined });
  expect(input.misshapen).toMatchObject([
    { id: 'wrong-type', property: 'http', value: 'none' },
    { id: 'wrong-type', property: 'streaming', value: 1 },
  ]);
});

test('rules have their plans in the order of the rules, whatever the order of ruleStickiness', () => {
  const named = (name: string) => ({ name, backendRefs: [{ name: 'web', port: 80 }] });
  const stickinesses = { zeta: HEADER, c: HEADER, alpha: HEADER, b: HEADER, a: HEADER };
  const orderOf = (names: readonly string[]) => {
    const ruleStickiness = Object.fromEntries(names.map((name) => [name, stickinesses[name as 'a']]));
    const http = [named('b'), named('a')];
    const grpc = [named('c'), named('a')];
    return routeInput({ ...MINIMAL, http, grpc, ruleStickiness }, 'shop').plans.flatMap(
      ({ ruleName }) => ruleName ?? [],
    );
  };
  expect(orderOf(['zeta', 'c', 'alpha', 'b', 'a'])).toEqual(['b', 'a', 'c', 'alpha', 'zeta']);
  expect(orderOf(['a', 'alpha', 'b', 'c', 'zeta'])).toEqual(['b', 'a', 'c', 'alpha', 'zeta']);
});
