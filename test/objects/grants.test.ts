import { Yaml } from 'cdk8s';
import { Stickiness } from '../../src';
import { referenceGrantParts } from '../../src/objects/grants';
import { manifestsOfKind, QUOTES, route } from '../support/chart';

const to = (name: string, namespace?: string, rest = {}) => ({ backendRefs: [{ name, namespace, port: 80, ...rest }] });
const GROUP = 'gateway.networking.k8s.io';

test('referenceGrants renders what lets the routes into the namespaces of their backends', () => {
  const metadata = { name: 'web', labels: { team: 'a' } };
  const grants = manifestsOfKind('ReferenceGrant', {
    metadata,
    http: [to('api', 'desk'), { ...to('api'), matches: [{ path: { value: '/a' } }] }],
    grpc: [{ ...to('quotes', 'desk'), matches: QUOTES }],
    referenceGrants: true,
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

test('grants are exposed, one for each namespace, and their ids are stable', () => {
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
  expect(made.node.children.slice(-2)).toEqual(made.referenceGrants);
});

test.each([
  ['unless they are asked for', { http: [to('a', 'desk')], acknowledge: ['reference-grant'] }],
  ['where all backends are at home', { http: [to('a', 'shop')], grpc: [to('b')], referenceGrants: true }],
])('there are none %s', (_, props) => {
  expect(route(props).referenceGrants).toEqual([]);
});

test('a backend is granted once, with its group and kind', () => {
  const external = { kind: 'Backend', group: 'gateway.envoyproxy.io' };
  const rules = [to('a', 'desk'), to('a', 'desk'), to('a', 'desk', external), to('b', 'edge')];
  expect(referenceGrantParts([['HTTPRoute', rules]], 'shop')).toEqual(
    Object.entries({
      desk: [
        { group: '', kind: 'Service', name: 'a' },
        { ...external, name: 'a' },
      ],
      edge: [{ group: '', kind: 'Service', name: 'b' }],
    }).map(([namespace, granted]) => ({
      namespace,
      suffix: '',
      spec: { from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'shop' }], to: granted },
    })),
  );
});

test('a Service that is written out and one that is not are one', () => {
  const rules = [to('a', 'desk'), to('a', 'desk', { group: '', kind: 'Service' })];
  expect(referenceGrantParts([['HTTPRoute', rules]], 'shop')[0]?.spec.to).toHaveLength(1);
});

test('a grant has at most 16 backends, and a further one the rest', () => {
  const backendRefs = Array.from({ length: 17 }, (_, i) => ({ name: `a${i}`, namespace: 'desk', port: 80 }));
  const http = [{ backendRefs: backendRefs.slice(0, 9) }, { ...to('b', 'edge'), matches: [{ path: { value: '/b' } }] }];
  const grpc = [{ backendRefs: backendRefs.slice(9) }];
  const made = route({ metadata: { name: 'web' }, http, grpc, stickiness: Stickiness.none(), referenceGrants: true });
  const grants = made.referenceGrants.map((grant) => grant.toJson());
  expect(grants.map(({ metadata, spec }) => [metadata.namespace, metadata.name, spec.to.length])).toEqual([
    ['desk', 'shop.web', 16],
    ['desk', 'shop.web-1', 1],
    ['edge', 'shop.web', 1],
  ]);
  expect(grants[1].spec).toEqual({ from: grants[0].spec.from, to: [{ group: '', kind: 'Service', name: 'a16' }] });
});

test('copies of requests need a grant, too', () => {
  const filters = [{ requestMirror: { backendRef: { name: 'a', namespace: 'desk' } } }];
  expect(referenceGrantParts([['GRPCRoute', [{ filters }]]], 'shop')).toEqual([
    {
      namespace: 'desk',
      suffix: '',
      spec: {
        from: [{ group: GROUP, kind: 'GRPCRoute', namespace: 'shop' }],
        to: [{ group: '', kind: 'Service', name: 'a' }],
      },
    },
  ]);
});
