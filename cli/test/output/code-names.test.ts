import { enumMember, typeName, versionMember } from '../../src/output/code-names';

test.each([
  ['http', 'gatewayapi.HttpRouteSpecRules'],
  ['http.matches.path', 'gatewayapi.HttpRouteSpecRulesMatchesPath'],
  ['grpc.matches.method', 'gatewayapi.GrpcRouteSpecRulesMatchesMethod'],
  ['parentRefs', 'gatewayapi.HttpRouteSpecParentRefs'],
  ['trafficPolicy.timeout.http', 'envoygateway.BackendTrafficPolicySpecTimeoutHttp'],
  ['spec.urlRewrite.path', 'envoygateway.HttpRouteFilterSpecUrlRewritePath'],
])('the type of %s is %s', (path, name) => {
  expect(typeName(path)).toBe(name);
});

test.each([
  ['http.matches.path.type', 'Exact', 'gatewayapi.HttpRouteSpecRulesMatchesPathType.EXACT'],
  [
    'http.filters.requestRedirect.statusCode',
    308,
    'gatewayapi.HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_308',
  ],
  [
    'trafficPolicy.loadBalancer.type',
    'RoundRobin',
    'envoygateway.BackendTrafficPolicySpecLoadBalancerType.ROUND_ROBIN',
  ],
  ['http.matches.path.type', 'Other', undefined],
  ['http.matches.path.value', 'Exact', undefined],
  ['hostnames', 'Exact', undefined],
])('%s: %s is the member %s', (path, value, member) => {
  expect(enumMember(path, value)).toBe(member);
});

test.each(['1.8', 'v1.8', '1.8.0'])('%s is a member of EnvoyGatewayVersion', (version) => {
  expect(versionMember(version)).toBe('EnvoyGatewayVersion.V1_8');
});
