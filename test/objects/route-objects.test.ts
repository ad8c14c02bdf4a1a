import { Stickiness } from '../../src';
import { routeObjects } from '../../src/objects/route-objects';
import { backends, GRPC, HTTP, hosts, pathRule, pathRules } from '../support/chart';
import { inputOf, objectsOf, type PlainObject } from '../support/objects';

const inWords = ({ kind, id, namespace, name }: PlainObject) =>
  `${id}: ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
const inDesk = (...weights: number[]) => backends(...weights).map((each) => ({ ...each, namespace: 'desk' }));

test('one rule makes a route and its policy', () => {
  expect(objectsOf().map(inWords)).toEqual(['Resource: HTTPRoute web', 'Policy: BackendTrafficPolicy web']);
});

test('HTTPRoutes come first, then GRPCRoutes, policies and ReferenceGrants, each under a stable id and name', () => {
  const objects = objectsOf({
    hostnames: hosts(17),
    http: [...pathRules(16), { ...pathRule('canary'), backendRefs: inDesk(9, 1) }],
    grpc: [{ ...GRPC[0], backendRefs: [{ name: 'quotes', namespace: 'edge', port: 80 }] }],
    stickiness: Stickiness.header('X-User'),
    ruleStickiness: { canary: Stickiness.mcp(), 'rule-3': Stickiness.none() },
    referenceGrants: true,
  });
  expect(objects.map(inWords)).toEqual([
    'Resource: HTTPRoute web',
    'HttpRoute-r1: HTTPRoute web-r1',
    'HttpRoute-1: HTTPRoute web-1',
    'HttpRoute-1-r1: HTTPRoute web-1-r1',
    'HttpRoute-sessions-r1: HTTPRoute web-sessions-r1',
    'HttpRoute-sessions-1-r1: HTTPRoute web-sessions-1-r1',
    'GrpcRoute: GRPCRoute web',
    'GrpcRoute-1: GRPCRoute web-1',
    'Policy: BackendTrafficPolicy web',
    'Policy-rule-rule-3: BackendTrafficPolicy web-rule-rule-3',
    'Policy-rule-canary: BackendTrafficPolicy web-rule-canary',
    'ReferenceGrant: ReferenceGrant desk/shop.web',
    'ReferenceGrant-1: ReferenceGrant edge/shop.web',
  ]);
});

test('sessions over several backends get a route of their own, and the policies target both routes', () => {
  const objects = objectsOf({
    http: [{ name: 'all', backendRefs: backends(9, 1) }, ...pathRules(1)],
    grpc: [{ ...GRPC[0], backendRefs: backends(9, 1) }],
    ruleStickiness: { all: Stickiness.sessionCookie({ name: 'pin' }) },
    stickiness: Stickiness.mcp(),
  });
  expect(objects.map(inWords)).toEqual([
    'Resource: HTTPRoute web',
    'HttpRoute-sessions: HTTPRoute web-sessions',
    'GrpcRoute: GRPCRoute web',
    'GrpcRoute-sessions: GRPCRoute web-sessions',
    'Policy: BackendTrafficPolicy web',
    'Policy-rule-all: BackendTrafficPolicy web-rule-all',
  ]);
  const targetsOf = ({ spec }: PlainObject) =>
    spec.targetRefs.map(({ kind, name }: Record<string, string>) => `${kind} ${name}`);
  expect(objects.slice(4).map(targetsOf)).toEqual([
    ['HTTPRoute web', 'HTTPRoute web-sessions', 'GRPCRoute web', 'GRPCRoute web-sessions'],
    ['HTTPRoute web', 'HTTPRoute web-sessions'],
  ]);
});

test('the first object has the id of the default child, whatever its kind', () => {
  const idsOf = (props: Parameters<typeof objectsOf>[0]) => objectsOf(props).map(({ kind, id }) => `${kind} ${id}`);
  expect(idsOf({ http: undefined, grpc: GRPC, stickiness: Stickiness.none() })).toEqual(['GRPCRoute Resource']);
  expect(idsOf({ http: HTTP, grpc: GRPC, stickiness: Stickiness.none() })).toEqual([
    'HTTPRoute Resource',
    'GRPCRoute GrpcRoute',
  ]);
});

test('all names follow that of the first object', () => {
  const objects = routeObjects(inputOf({ hostnames: hosts(17), http: pathRules(17), grpc: GRPC }));
  expect(objects.map(({ kind, nameOf }) => `${kind} ${nameOf('shop')}`)).toEqual([
    'HTTPRoute shop',
    'HTTPRoute shop-r1',
    'HTTPRoute shop-1',
    'HTTPRoute shop-1-r1',
    'GRPCRoute shop',
    'GRPCRoute shop-1',
    'BackendTrafficPolicy shop',
  ]);
});

test.each([
  ['Stickiness.none()', {}],
  ['Stickiness.none() and an empty trafficPolicy', { trafficPolicy: {} }],
])('there is no policy with %s', (_, props) => {
  expect(objectsOf({ stickiness: Stickiness.none(), ...props }).map(inWords)).toEqual(['Resource: HTTPRoute web']);
});

test('an empty list of hostnames is the same as none', () => {
  expect(objectsOf({ hostnames: [] })).toEqual(objectsOf());
});
