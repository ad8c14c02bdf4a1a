import { migrated } from '../support/ingress';

test('the code is that of an app in the layout of Black, and says which Ingress it comes from', async () => {
  const { code } = await migrated(
    [{ annotations: { affinity: 'cookie', 'session-cookie-max-age': '60' }, paths: { '/a': 'a' } }],
    { code: 'python' },
  );
  expect(code).toBe(`from cdk8s import ApiObjectMetadata, App, Chart, Duration
from cdk8s_sticky_gateway_route import (
    Stickiness,
    StickyGatewayRoute,
    envoygateway,
    gatewayapi,
)

app = App()
chart = Chart(app, "migrated")

# shop/web, from objects[0]
StickyGatewayRoute(
    chart,
    "shop.web",
    metadata=ApiObjectMetadata(name="web", namespace="shop"),
    parent_refs=[
        gatewayapi.HttpRouteSpecParentRefs(name="public", namespace="gateways"),
    ],
    hostnames=["web.example.com"],
    http=[
        gatewayapi.HttpRouteSpecRules(
            matches=[
                gatewayapi.HttpRouteSpecRulesMatches(
                    path=gatewayapi.HttpRouteSpecRulesMatchesPath(value="/a"),
                ),
            ],
            backend_refs=[gatewayapi.HttpRouteSpecRulesBackendRefs(name="a", port=80)],
        ),
    ],
    traffic_policy=envoygateway.BackendTrafficPolicySpec(
        timeout=envoygateway.BackendTrafficPolicySpecTimeout(
            http=envoygateway.BackendTrafficPolicySpecTimeoutHttp(
                request_timeout="0s",
                stream_idle_timeout="60s",
            ),
            tcp=envoygateway.BackendTrafficPolicySpecTimeoutTcp(connect_timeout="5s"),
        ),
    ),
    stickiness=Stickiness.cookie(
        name="INGRESSCOOKIE",
        ttl=Duration.seconds(60),
        path="/a",
        attributes={},
    ),
)

app.synth()
`);
});

test('a rewrite by a regular expression is an HttpRouteFilter', async () => {
  const { code } = await migrated([{ annotations: { 'rewrite-target': '/x/$1' }, paths: { '/a/(.*)/b': 'a' } }], {
    code: 'python',
  });
  expect(code).toContain(`envoygateway.HttpRouteFilter(
    chart,
    "shop.web-rewrite",
    metadata=ApiObjectMetadata(name="web-rewrite", namespace="shop"),
    spec=envoygateway.HttpRouteFilterSpec(
        url_rewrite=envoygateway.HttpRouteFilterSpecUrlRewrite(
            path=envoygateway.HttpRouteFilterSpecUrlRewritePath(
                type=envoygateway.HttpRouteFilterSpecUrlRewritePathType.REPLACE_REGEX_MATCH,
                replace_regex_match=envoygateway.HttpRouteFilterSpecUrlRewritePathReplaceRegexMatch(
                    pattern="(?i)^/a/(.*)/b.*$",
                    substitution="/x/\\\\1",
                ),
            ),
        ),
    ),
)
`);
});

test('each stickiness is a call of its factory, and each target a version', async () => {
  const persistent = {
    'affinity-mode': 'persistent',
    'session-cookie-samesite': 'None',
    'session-cookie-secure': 'true',
  };
  const { code } = await migrated(
    [
      { name: 'a', host: 'a.test', annotations: { affinity: 'cookie', ...persistent } },
      { name: 'b', host: 'b.test', annotations: { affinity: 'cookie', 'session-cookie-samesite': 'Lax' } },
      { name: 'c', host: 'c.test', annotations: { 'upstream-hash-by': '$http_x_a$http_x_b' } },
      { name: 'd', host: 'd.test', annotations: { 'upstream-hash-by': '$cookie_a$arg_b' } },
      { name: 'e', host: 'e.test', annotations: { affinity: 'cookie' }, paths: { '/e': 'e', '/f': 'f' } },
      { name: 'f', host: 'f.test', annotations: { 'upstream-hash-by': '$http_mcp_session_id' } },
    ],
    { code: 'python', target: '1.8' },
  );
  expect(code).toContain(`    stickiness=Stickiness.session_cookie(
        name="INGRESSCOOKIE",
        path="/",
        same_site=SameSite.NONE,
        secure=True,
    ),
    target=EnvoyGatewayVersion.V1_8,
)
`);
  expect(code).toContain('        attributes={"samesite": "Lax"},\n');
  expect(code).toContain('    stickiness=Stickiness.headers(["X-A", "X-B"]),\n');
  expect(code).toContain('[Stickiness.query_params(["b"]), Stickiness.cookie(name="a", passive=True)],\n');
  expect(code).toContain('    rule_stickiness={\n        "f": Stickiness.cookie(\n');
  expect(code).toContain('    stickiness=Stickiness.mcp(),\n');
});

test('a text has the quotes that need fewer escapes', async () => {
  const snippet = `proxy_set_header X-A 'say "\\hi"'; proxy_set_header X-B "it's"; proxy_set_header X-C x;`;
  const { code } = await migrated([{ annotations: { 'configuration-snippet': snippet } }], { code: 'python' });
  const values = [...(code ?? '').matchAll(/Set\(\s*name="X-.",\s*value=(.*?),?\s*\)/g)].map(([, value]) => value);
  expect(values).toEqual([`'say "\\\\hi"'`, `"it's"`, '"x"']);
});
