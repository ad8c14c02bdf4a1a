import { Stickiness } from '../../src';
import { storedSpec } from '../../src/objects/stored';
import { manifestsOf } from '../support/chart';

const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const SERVICE = { group: '', kind: 'Service', weight: 1 };

test('an HTTPRoute has the defaults of the CRD in its lists', () => {
  const spec = {
    parentRefs: [{ name: 'public' }],
    rules: [
      { backendRefs: [{ name: 'api', port: 80 }] },
      {
        matches: [{ headers: [{ name: 'a', value: 'b' }] }],
        backendRefs: [{ name: 'api', kind: 'Backend', weight: 0 }],
      },
    ],
  };
  expect(storedSpec('HTTPRoute', spec)).toEqual({
    parentRefs: [{ ...PARENT, name: 'public' }],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        backendRefs: [{ ...SERVICE, name: 'api', port: 80 }],
      },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' }, headers: [{ type: 'Exact', name: 'a', value: 'b' }] }],
        backendRefs: [{ ...SERVICE, name: 'api', kind: 'Backend', weight: 0 }],
      },
    ],
  });
});

test('a GRPCRoute has the defaults of the CRD in its lists, and no match for every request', () => {
  const spec = {
    parentRefs: [{ name: 'public', kind: 'Service' }],
    rules: [{ backendRefs: [{ name: 'api', port: 80 }] }, { matches: [{ method: { service: 'a' } }] }],
  };
  expect(storedSpec('GRPCRoute', spec)).toEqual({
    parentRefs: [{ ...PARENT, name: 'public', kind: 'Service' }],
    rules: [
      { backendRefs: [{ ...SERVICE, name: 'api', port: 80 }] },
      { matches: [{ method: { type: 'Exact', service: 'a' } }] },
    ],
  });
});

test('a BackendTrafficPolicy has defaults in its lists, and none beside them', () => {
  const loadBalancer = { type: 'ConsistentHash', consistentHash: { type: 'Cookie', cookie: { name: 'a' } } };
  const clientSelectors = [{ path: { value: '/a' } }];
  const limit = { requests: 1, unit: 'Second' };
  const rateLimit = { local: { rules: [{ clientSelectors, limit }] } };
  expect(storedSpec('BackendTrafficPolicy', { loadBalancer, rateLimit })).toEqual({
    loadBalancer,
    rateLimit: {
      local: { rules: [{ limit, clientSelectors: [{ path: { value: '/a', type: 'PathPrefix', invert: false } }] }] },
    },
  });
});

test('a ReferenceGrant stays as it is', () => {
  const spec = { from: [{ kind: 'HTTPRoute' }], to: [{ name: 'a' }] };
  expect(storedSpec('ReferenceGrant', spec)).toBe(spec);
});

test('the spec that is given is not changed', () => {
  const spec = { parentRefs: [{ name: 'public' }], rules: [{ backendRefs: [{ name: 'api' }] }] };
  const before = structuredClone(spec);
  storedSpec('HTTPRoute', spec);
  expect(spec).toEqual(before);
});

test('a manifest that is stored again is the same', () => {
  for (const { kind, spec } of manifestsOf({ stickiness: Stickiness.sessionHeader('X-Pod') })) {
    expect(storedSpec(kind as 'HTTPRoute', spec)).toEqual(spec);
  }
});
