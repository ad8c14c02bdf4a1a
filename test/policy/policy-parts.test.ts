import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { policyParts } from '../../src/policy/policy-parts';

const target = EnvoyGatewayVersion.V1_9;
const http = (name: string, ...ruleNames: string[]) => ({ kind: 'HTTPRoute', name, ruleNames });
const grpc = (name: string, ...ruleNames: string[]) => ({ kind: 'GRPCRoute', name, ruleNames });
const summary = (...args: Parameters<typeof policyParts>) =>
  policyParts(...args).map(({ suffix, spec }) => [
    suffix,
    spec.loadBalancer?.consistentHash?.type,
    spec.targetRefs?.map(({ kind, name, sectionName }) => [kind, name, sectionName].filter(Boolean).join(' ')),
  ]);

test('a rule policy targets the rule in every route that has it, HTTP and gRPC', () => {
  const routes = [http('a', 'x'), http('a-r1', 'y'), http('a-1', 'x'), grpc('a', 'x')];
  expect(summary(routes, Stickiness.cookie(), new Map([['x', Stickiness.sourceIp()]]), { target })).toEqual([
    ['', 'Cookie', ['HTTPRoute a', 'HTTPRoute a-r1', 'HTTPRoute a-1', 'GRPCRoute a']],
    ['-rule-x', 'SourceIP', ['HTTPRoute a x', 'HTTPRoute a-1 x', 'GRPCRoute a x']],
  ]);
});

test('a rule in more than 16 routes has several policies, none of which is called like that of another rule', () => {
  const routes = Array.from({ length: 17 }, (_, i) => http(`a-${i}`, 'x', '1-x'));
  const ruleStickiness = new Map([
    ['x', Stickiness.sourceIp()],
    ['1-x', Stickiness.sourceIp()],
  ]);
  expect(summary(routes, Stickiness.none(), ruleStickiness, { target }).map(([suffix]) => suffix)).toEqual([
    '-rule-x',
    '-rule1-x',
    '-rule-1-x',
    '-rule1-1-x',
  ]);
});

test('a rule whose settings are those of its route needs no policy', () => {
  const ruleStickiness = new Map([['x', Stickiness.cookie()]]);
  expect(summary([http('a', 'x')], Stickiness.cookie(), ruleStickiness, { target })).toEqual([
    ['', 'Cookie', ['HTTPRoute a']],
  ]);
});

test('a rule without stickiness in a sticky route has a policy that sets nothing, which replaces that of the route', () => {
  const [, ofRule] = policyParts([http('a', 'x')], Stickiness.cookie(), new Map([['x', Stickiness.none()]]), {
    target,
  });
  expect(ofRule?.spec).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a', sectionName: 'x' }],
  });
});

test('a rule with persistence in a route without a policy needs none', () => {
  const ruleStickiness = new Map([['x', Stickiness.sessionHeader('h')]]);
  expect(summary([http('a', 'x')], Stickiness.none(), ruleStickiness, { target })).toEqual([]);
});

describe('a load balancer written besides', () => {
  const written = (type: string) => ({ target, trafficPolicy: { loadBalancer: { type: type as never } } });
  const lb = (source: ReturnType<typeof written>, route: Stickiness, rule: Stickiness) =>
    policyParts([http('a', 'x')], route, new Map([['x', rule]]), source).map(({ spec }) => spec.loadBalancer?.type);

  test('gives way to the hash of a rule', () => {
    expect(lb(written('LeastRequest'), Stickiness.none(), Stickiness.cookie())).toEqual([
      'LeastRequest',
      'ConsistentHash',
    ]);
  });

  test('is not for a rule without hash where it is one', () => {
    expect(lb(written('ConsistentHash'), Stickiness.cookie(), Stickiness.none())).toEqual([
      'ConsistentHash',
      undefined,
    ]);
  });
});
