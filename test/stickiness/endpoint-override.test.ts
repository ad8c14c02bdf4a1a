import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { type Headers, luaFilter } from '../envoy-lua';
import { luaOf, yamlOf } from '../render';

const SESSION = 'mcp-session-id';
const ENDPOINT = 'x-sticky-gateway-route-endpoint';
const CHOICE = 'x-envoy-max-retries';

const filter = luaFilter(luaOf(Stickiness.serverSession()));
const port = fc.integer({ min: 1, max: 65_535 });
const endpoint = fc.oneof(
  fc.tuple(fc.ipV4(), port).map(([address, port]) => `${address}:${port}`),
  fc.tuple(fc.ipV6(), port).map(([address, port]) => `[${address}]:${port}`),
);
const VISIBLE = Array.from({ length: 0x7f - 0x21 }, (_, i) => String.fromCharCode(0x21 + i));
const plainId = fc.string({ unit: fc.constantFrom(...VISIBLE) });
const id = fc.oneof(
  plainId,
  fc.string({ unit: fc.constantFrom('~', ':', '.', '[', ']', '%', '1', 'f') }),
  fc.tuple(endpoint, plainId).map(([endpoint, id]) => `${endpoint}~${id}`),
);

test('it renders a filter in the rule, a policy and the code, all in one namespace', () => {
  const yaml = yamlOf({ metadata: { name: 'tools' }, stickiness: Stickiness.serverSession() });
  expect(yaml.replace(/(?<=inline: )\|\n( {8}.*\n|\n)+/, '(code)\n')).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: tools
  namespace: shop
spec:
  parentRefs:
    - name: public
      namespace: gateways
  rules:
    - backendRefs:
        - name: api
          port: 80
      filters:
        - responseHeaderModifier:
            set:
              - name: X-Sticky-Gateway-Route-Endpoint
                value: "%UPSTREAM_REMOTE_ADDRESS%"
          type: ResponseHeaderModifier
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata:
  name: tools
  namespace: shop
spec:
  loadBalancer:
    endpointOverride:
      extractFrom:
        - header: x-envoy-max-retries
    type: LeastRequest
  retry:
    numRetries: 2
    retryOn:
      triggers:
        - connect-failure
  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: tools
  timeout:
    http:
      requestTimeout: 0s
      streamIdleTimeout: 1h
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: EnvoyExtensionPolicy
metadata:
  name: tools
  namespace: shop
spec:
  lua:
    - inline: (code)
      type: Inline
  mergeType: StrategicMerge
  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: tools
`);
});

describe('the code', () => {
  test('gives any id back to the server as it named it, and the request to the pod that it is from', () => {
    fc.assert(
      fc.property(endpoint, id, (endpoint, id) => {
        const kept = filter.onResponse({ [SESSION]: id, [ENDPOINT]: endpoint });
        expect(kept).toEqual({ [SESSION]: `${endpoint}~${id}` });
        expect(filter.onRequest(kept)).toEqual({ [SESSION]: id, [CHOICE]: endpoint });
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['an address of version 4', '10.77.1.3:3001', 'a'],
    ['an address of version 6', '[2001:db8::3]:3001', 'a'],
    ['an address of version 4 within 6', '[::ffff:10.77.1.3]:3001', 'a'],
    ['an id with a separator', '10.77.1.3:3001', '~a~b~'],
    ['an id that looks like one of its own', '10.77.1.3:3001', '10.77.1.4:3002~a'],
    ['an id with what has a meaning in patterns of Lua', '10.77.1.3:3001', '%1%~.*-$^(['],
    ['an empty id', '10.77.1.3:3001', ''],
  ])('keeps %s', (_, endpoint, id) => {
    const kept = filter.onResponse({ [SESSION]: id, [ENDPOINT]: endpoint });
    expect(kept).toEqual({ [SESSION]: `${endpoint}~${id}` });
    expect(filter.onRequest(kept)).toEqual({ [SESSION]: id, [CHOICE]: endpoint });
  });

  test('drops what a client says of pods in headers, whatever its session', () => {
    const session = fc.option(
      fc.oneof(
        id,
        fc.tuple(endpoint, id).map((parts) => parts.join('~')),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(session, endpoint, (session, forged) => {
        const own: Headers = session === undefined ? {} : { [SESSION]: session };
        const seen = filter.onRequest({ ...own, [ENDPOINT]: forged, [CHOICE]: forged });
        expect(seen).toEqual(filter.onRequest(own));
        expect(seen).not.toHaveProperty(ENDPOINT);
      }),
    );
  });

  test.each([
    ['no session', undefined],
    ['an id that is not from here', '0f4a-7b'],
    ['an address without an id', '10.77.1.3:3001'],
    ['an id that has no address before it', '~0f4a'],
    ['a name in the place of the address', 'localhost:3001~0f4a'],
    ['an address without a port', '10.77.1.3~0f4a'],
    ['an address of version 6 without a port', '[2001:db8::3]~0f4a'],
    ['an address of version 6 without brackets', '2001:db8::3:3001~0f4a'],
    ['something before the address', ' 10.77.1.3:3001~0f4a'],
    ['something before the address of version 6', 'x[2001:db8::3]:3001~0f4a'],
  ])('leaves a request with %s to the load balancer', (_, session) => {
    const headers = { ':path': '/mcp', ...(session !== undefined && { [SESSION]: session }) };
    expect(filter.onRequest(headers)).toEqual(headers);
  });

  test('leaves an answer without an id as it is, but for the address', () => {
    expect(filter.onResponse({ ':status': '200', [ENDPOINT]: '10.77.1.3:3001' })).toEqual({ ':status': '200' });
  });

  test('leaves an id as it is where no pod is known', () => {
    expect(filter.onResponse({ [SESSION]: '0f4a' })).toEqual({ [SESSION]: '0f4a' });
  });

  test('speaks of the headers that the author names', () => {
    const stickiness = Stickiness.serverSession({ header: 'X-Desk-Session', endpointHeader: 'X-Desk-Pod' });
    const { onRequest, onResponse } = luaFilter(luaOf(stickiness));
    const kept = onResponse({ 'x-desk-session': 'a', 'x-desk-pod': '10.77.1.3:80', [SESSION]: 'b' });
    expect(kept).toEqual({ 'x-desk-session': '10.77.1.3:80~a', [SESSION]: 'b' });
    expect(onRequest({ ...kept, 'x-desk-pod': '10.77.1.4:80' })).toEqual({
      'x-desk-session': 'a',
      [SESSION]: 'b',
      [CHOICE]: '10.77.1.3:80',
    });
  });

  test('is sound with headers of any marks that a name may have', () => {
    const marks = "!#$%&'*+-.^_`|~09AZaz";
    const { onRequest, onResponse } = luaFilter(
      luaOf(Stickiness.serverSession({ header: marks, endpointHeader: `${marks}2` })),
    );
    const name = marks.toLowerCase();
    const kept = onResponse({ [name]: 'a', [`${name}2`]: '10.77.1.3:80' });
    expect(onRequest(kept)).toEqual({ [name]: 'a', [CHOICE]: '10.77.1.3:80' });
  });
});
