import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { GRPC, HTTP, hosts, pathRule, pathRules } from '../support/chart';
import { objectsOfKind, type PlainObject } from '../support/objects';

const policiesOf = (props: Partial<StickyGatewayRouteProps>) => objectsOfKind('BackendTrafficPolicy', props);
const targetsOf = ({ spec }: PlainObject): string[] =>
  spec.targetRefs.map(({ kind, name, sectionName }: Record<string, string>) =>
    [kind, name, sectionName].filter(Boolean).join(' '),
  );
const summary = (props: Partial<StickyGatewayRouteProps>) =>
  policiesOf(props).map((policy) => [policy.name, policy.spec.loadBalancer?.consistentHash?.type, targetsOf(policy)]);

test('the policy of a rule targets it in every route that has it, HTTP and gRPC', () => {
  const props = { hostnames: hosts(17), http: pathRules(17), grpc: [{ ...GRPC[0], name: 'rule-16' }] };
  expect(summary({ ...props, ruleStickiness: { 'rule-16': Stickiness.sourceIp() } })).toEqual([
    [
      'web',
      'Cookie',
      [
        'HTTPRoute web',
        'HTTPRoute web-r1',
        'HTTPRoute web-1',
        'HTTPRoute web-1-r1',
        'GRPCRoute web',
        'GRPCRoute web-1',
      ],
    ],
    [
      'web-rule-rule-16',
      'SourceIP',
      ['HTTPRoute web-r1 rule-16', 'HTTPRoute web-1-r1 rule-16', 'GRPCRoute web rule-16', 'GRPCRoute web-1 rule-16'],
    ],
  ]);
});

test('the position of a rule in its route does not matter, nor do rules without names', () => {
  const [{ name: _, ...first }, second] = [pathRule('first'), pathRule('second')];
  const http = [first, second, { ...first, matches: [{ path: { value: '/third' } }] }, pathRule('last')];
  expect(summary({ http, stickiness: Stickiness.none(), ruleStickiness: { last: Stickiness.sourceIp() } })).toEqual([
    ['web-rule-last', 'SourceIP', ['HTTPRoute web last']],
  ]);
});

test('a policy has at most 16 routes, and a further policy the rest', () => {
  const [first, second, ...others] = policiesOf({ hostnames: hosts(16 * 16 + 1) });
  expect(others).toEqual([]);
  expect([first, second].map((policy) => [policy?.id, policy?.name, policy?.spec.targetRefs.length])).toEqual([
    ['Policy', 'web', 16],
    ['Policy-1', 'web-1', 1],
  ]);
  expect(second?.spec).toEqual({
    ...first?.spec,
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web-16' }],
  });
});

test('the policies of a rule in more than 16 routes are never named like those of another rule', () => {
  const http = [pathRule('x'), pathRule('1-x')];
  const ruleStickiness = { x: Stickiness.sourceIp(), '1-x': Stickiness.sourceIp() };
  const made = policiesOf({ hostnames: hosts(16 * 16 + 1), http, stickiness: Stickiness.none(), ruleStickiness });
  expect(made.map(({ id, name, spec }) => [id, name, spec.targetRefs.length])).toEqual([
    ['Policy-rule-x', 'web-rule-x', 16],
    ['Policy-rule1-x', 'web-rule1-x', 1],
    ['Policy-rule-1-x', 'web-rule-1-x', 16],
    ['Policy-rule1-1-x', 'web-rule1-1-x', 1],
  ]);
});

test('the policy of a rule repeats all other settings', () => {
  const made = policiesOf({
    http: pathRules(2),
    ruleStickiness: { 'rule-1': Stickiness.sourceIp() },
    trafficPolicy: { timeout: { http: { requestTimeout: '5s' } } },
  });
  expect(made.map(({ name }) => name)).toEqual(['web', 'web-rule-rule-1']);
  expect(made[0]?.spec.timeout).toEqual({ http: { requestTimeout: '5s' } });
  expect(made[1]?.spec).toEqual({
    loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } },
    timeout: { http: { requestTimeout: '5s' } },
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web', sectionName: 'rule-1' }],
  });
});

describe('a rule with its own stickiness', () => {
  const http = [{ ...HTTP[0], name: 'x' }];

  test('needs no policy if its settings are those of the route', () => {
    expect(summary({ http, stickiness: Stickiness.cookie(), ruleStickiness: { x: Stickiness.cookie() } })).toEqual([
      ['web', 'Cookie', ['HTTPRoute web']],
    ]);
  });

  test('has a policy without settings if it has none and the route has some, as this one replaces that of the route', () => {
    const [, ofRule] = policiesOf({ http, ruleStickiness: { x: Stickiness.none() } });
    expect(ofRule?.spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web', sectionName: 'x' }],
    });
  });

  test('needs no policy if neither it nor the route has settings', () => {
    expect(policiesOf({ http, stickiness: Stickiness.none(), ruleStickiness: { x: Stickiness.none() } })).toEqual([]);
  });
});
