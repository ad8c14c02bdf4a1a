import { Stickiness } from '../../src';
import { policyParts, type TargetedRoute } from '../../src/objects/policies';

const http = (name: string, ...ruleNames: string[]) => targeted('HTTPRoute', name, ruleNames);
const grpc = (name: string, ...ruleNames: string[]) => targeted('GRPCRoute', name, ruleNames);
const targeted = (kind: string, name: string, ruleNames: string[]): TargetedRoute => ({
  kind,
  name,
  rules: ruleNames.map((rule) => ({ name: rule })),
});
const settingsOf = ({ _parts: { loadBalancer } }: Stickiness) => (loadBalancer ? { loadBalancer } : {});
const parts = (routes: TargetedRoute[], ofRoutes: Stickiness, ofRules: Record<string, Stickiness>) =>
  policyParts(routes, ofRoutes, new Map(Object.entries(ofRules)), settingsOf);
const summary = (...args: Parameters<typeof parts>) =>
  parts(...args).map(({ suffix, spec }) => [
    suffix,
    spec.loadBalancer?.consistentHash?.type,
    spec.targetRefs.map(({ kind, name, sectionName }) => [kind, name, sectionName].filter(Boolean).join(' ')),
  ]);

test('a rule policy targets the rule in every route that has it, HTTP and gRPC', () => {
  const routes = [http('a', 'x'), http('a-r1', 'y'), http('a-1', 'x'), grpc('a', 'x')];
  expect(summary(routes, Stickiness.cookie(), { x: Stickiness.sourceIp() })).toEqual([
    ['', 'Cookie', ['HTTPRoute a', 'HTTPRoute a-r1', 'HTTPRoute a-1', 'GRPCRoute a']],
    ['-rule-x', 'SourceIP', ['HTTPRoute a x', 'HTTPRoute a-1 x', 'GRPCRoute a x']],
  ]);
});

test('a rule is found wherever in its route it stands', () => {
  const route = { ...http('a', 'x', 'y'), rules: [{}, { name: 'x' }, {}, { name: 'y' }] };
  expect(summary([route], Stickiness.none(), { y: Stickiness.sourceIp() })).toEqual([
    ['-rule-y', 'SourceIP', ['HTTPRoute a y']],
  ]);
});

test('a rule in more than 16 routes has several policies, none of which is called like that of another rule', () => {
  const routes = Array.from({ length: 17 }, (_, i) => http(`a-${i}`, 'x', '1-x'));
  const ofRules = { x: Stickiness.sourceIp(), '1-x': Stickiness.sourceIp() };
  expect(summary(routes, Stickiness.none(), ofRules).map(([suffix]) => suffix)).toEqual([
    '-rule-x',
    '-rule1-x',
    '-rule-1-x',
    '-rule1-1-x',
  ]);
});

test('a rule whose settings are those of its route needs no policy', () => {
  expect(summary([http('a', 'x')], Stickiness.cookie(), { x: Stickiness.cookie() })).toEqual([
    ['', 'Cookie', ['HTTPRoute a']],
  ]);
});

test('a rule without settings in a route that has some has a policy that sets nothing, which replaces that of the route', () => {
  const [, ofRule] = parts([http('a', 'x')], Stickiness.cookie(), { x: Stickiness.none() });
  expect(ofRule?.spec).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'a', sectionName: 'x' }],
  });
});

test('a rule without settings in a route without a policy needs none', () => {
  expect(summary([http('a', 'x')], Stickiness.none(), { x: Stickiness.none() })).toEqual([]);
});
