import { SessionMechanism, Stickiness } from '../../src';
import { yamlOf } from '../render';

const PROPS = {
  metadata: { name: 'tools' },
  parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
  stickiness: Stickiness.serverSession({ mechanism: SessionMechanism.ENVELOPE }),
};

test('it renders persistence in the rule, a policy, and a patch beside the Gateway', () => {
  expect(yamlOf(PROPS)).toBe(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: tools
  namespace: shop
spec:
  parentRefs:
    - name: public
      namespace: gateways
      sectionName: https
  rules:
    - backendRefs:
        - name: api
          port: 80
      sessionPersistence:
        sessionName: Mcp-Session-Id
        type: Header
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata:
  name: tools
  namespace: shop
spec:
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
kind: EnvoyPatchPolicy
metadata:
  name: shop.tools.public
  namespace: gateways
spec:
  jsonPatches:
    - name: gateways/public/https
      operation:
        jsonPath: $.virtual_hosts[*].routes[?match(@.name, '(httproute/shop/tools/rule/0/.*)')]
        op: add
        path: /typed_per_filter_config/envoy.filters.http.stateful_session
        value:
          "@type": type.googleapis.com/envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute
          stateful_session:
            session_state:
              name: envoy.http.stateful_session.envelope
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.http.stateful_session.envelope.v3.EnvelopeSessionState
                header:
                  name: Mcp-Session-Id
      type: type.googleapis.com/envoy.config.route.v3.RouteConfiguration
  targetRef:
    group: gateway.networking.k8s.io
    kind: Gateway
    name: public
  type: JSONPatch
`);
});
