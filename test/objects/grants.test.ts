import { Yaml } from 'cdk8s';
import { Stickiness, type StickyGatewayRouteProps } from '../../src';
import { referenceGrants } from '../../src/objects/grants';
import { manifestsOfKind, QUOTES, route } from '../support/chart';
import { inputOf, objectsOfKind } from '../support/objects';

const to = (name: string, namespace?: string, rest = {}) => ({ backendRefs: [{ name, namespace, port: 80, ...rest }] });
const from = (kind: string) => ({ group: 'gateway.networking.k8s.io', kind, namespace: 'shop' });
const service = (name: string) => ({ group: '', kind: 'Service', name });
const grantsOf = (props: Partial<StickyGatewayRouteProps>) =>
  objectsOfKind('ReferenceGrant', { referenceGrants: true, ...props });

test('a ReferenceGrant allows both kinds of routes to use the backends of another namespace', () => {
  const metadata = { name: 'web', labels: { team: 'a' } };
  const grants = manifestsOfKind('ReferenceGrant', {
    metadata,
    http: [to('api', 'desk'), { ...to('api'), matches: [{ path: { value: '/a' } }] }],
    grpc: [{ ...to('quotes', 'desk'), matches: QUOTES }],
    referenceGrants: true,
    stickiness: Stickiness.header('X-User'),
  });
  expect(Yaml.stringify(...grants)).toBe(`apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  labels:
    team: a
  name: shop.web
  namespace: desk
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      namespace: shop
    - group: gateway.networking.k8s.io
      kind: GRPCRoute
      namespace: shop
  to:
    - group: ""
      kind: Service
      name: api
    - group: ""
      kind: Service
      name: quotes
`);
});

test('each namespace has a grant of its own, for the routes that use it, and the construct exposes them', () => {
  const made = route({
    metadata: { name: 'web' },
    http: [to('a', 'desk')],
    grpc: [to('a', 'edge')],
    referenceGrants: true,
  });
  expect(made.referenceGrants.map(({ name, metadata, node }) => [metadata.namespace, name, node.id])).toEqual([
    ['desk', 'shop.web', 'ReferenceGrant'],
    ['edge', 'shop.web', 'ReferenceGrant-1'],
  ]);
  expect(made.referenceGrants.map((grant) => grant.toJson().spec.from)).toEqual([
    [from('HTTPRoute')],
    [from('GRPCRoute')],
  ]);
  expect(made.node.children.slice(-2)).toEqual(made.referenceGrants);
});

test.each([
  ['without referenceGrants', { http: [to('a', 'desk')], referenceGrants: undefined }],
  ['with referenceGrants: false', { http: [to('a', 'desk')], referenceGrants: false }],
  ['if all backends are in the namespace of the route', { http: [to('a', 'shop')], grpc: [to('b')] }],
])('there is no grant %s', (_, props) => {
  expect(grantsOf(props)).toEqual([]);
});

test('a grant has each backend once, with its group and kind', () => {
  const external = { kind: 'Backend', group: 'gateway.envoyproxy.io' };
  const http = [to('a', 'desk'), to('a', 'desk'), to('a', 'desk', external), to('b', 'edge')];
  expect(grantsOf({ http }).map(({ namespace, spec }) => ({ namespace, spec }))).toEqual([
    { namespace: 'desk', spec: { from: [from('HTTPRoute')], to: [service('a'), { ...external, name: 'a' }] } },
    { namespace: 'edge', spec: { from: [from('HTTPRoute')], to: [service('b')] } },
  ]);
});

test('a backend without group and kind is the same as one with those of a Service', () => {
  const http = [to('a', 'desk'), to('a', 'desk', { group: '', kind: 'Service' })];
  expect(grantsOf({ http }).map(({ spec }) => spec.to)).toEqual([[service('a')]]);
});

test('backends whose kinds and names differ only in where one ends are different', () => {
  const http = [to('bc', 'desk', { kind: 'A' }), to('c', 'desk', { kind: 'Ab' })];
  expect(grantsOf({ http }).map(({ spec }) => spec.to.length)).toEqual([2]);
});

test('a grant has at most 16 backends, and a further grant the rest', () => {
  const backendRefs = Array.from({ length: 17 }, (_, i) => ({ name: `a${i}`, namespace: 'desk', port: 80 }));
  const grants = grantsOf({
    http: [{ backendRefs: backendRefs.slice(0, 9) }, to('b', 'edge')],
    grpc: [{ backendRefs: backendRefs.slice(9) }],
    stickiness: Stickiness.none(),
  });
  expect(grants.map(({ id, namespace, name, spec }) => [id, namespace, name, spec.to.length])).toEqual([
    ['ReferenceGrant', 'desk', 'shop.web', 16],
    ['ReferenceGrant-1', 'desk', 'shop.web-1', 1],
    ['ReferenceGrant-2', 'edge', 'shop.web', 1],
  ]);
  expect(grants[1]?.spec).toEqual({ from: [from('HTTPRoute'), from('GRPCRoute')], to: [service('a16')] });
});

test('a RequestMirror target needs a grant, too', () => {
  const filters = [{ requestMirror: { backendRef: { name: 'a', namespace: 'desk' } } }];
  expect(grantsOf({ http: [], grpc: [{ filters }] as never })).toEqual([
    {
      kind: 'ReferenceGrant',
      id: 'ReferenceGrant',
      namespace: 'desk',
      name: 'shop.web',
      spec: { from: [from('GRPCRoute')], to: [service('a')] },
    },
  ]);
});

test('the grant of a construct without a namespace leaves the namespace of the routes empty', () => {
  const input = inputOf({ http: [to('a', 'desk')], referenceGrants: true });
  const specs = referenceGrants({ ...input, namespace: undefined }).map(({ specOf }) => specOf('web'));
  expect(specs).toEqual([{ from: [{ ...from('HTTPRoute'), namespace: '' }], to: [service('a')] }]);
});
