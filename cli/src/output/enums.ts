/** The enums of the properties of rules and policies, by the path of the property. */
const ENUMS: Readonly<Record<string, readonly ['gatewayapi' | 'envoygateway', string]>> = {
  'http.matches.path.type': ['gatewayapi', 'HttpRouteSpecRulesMatchesPathType'],
  'http.matches.headers.type': ['gatewayapi', 'HttpRouteSpecRulesMatchesHeadersType'],
  'http.filters.type': ['gatewayapi', 'HttpRouteSpecRulesFiltersType'],
  'http.filters.urlRewrite.path.type': ['gatewayapi', 'HttpRouteSpecRulesFiltersUrlRewritePathType'],
  'http.filters.requestRedirect.path.type': ['gatewayapi', 'HttpRouteSpecRulesFiltersRequestRedirectPathType'],
  'http.filters.requestRedirect.scheme': ['gatewayapi', 'HttpRouteSpecRulesFiltersRequestRedirectScheme'],
  'http.filters.requestRedirect.statusCode': ['gatewayapi', 'HttpRouteSpecRulesFiltersRequestRedirectStatusCode'],
  'http.filters.cors.allowMethods': ['gatewayapi', 'HttpRouteSpecRulesFiltersCorsAllowMethods'],
  'grpc.matches.headers.type': ['gatewayapi', 'GrpcRouteSpecRulesMatchesHeadersType'],
  'trafficPolicy.loadBalancer.type': ['envoygateway', 'BackendTrafficPolicySpecLoadBalancerType'],
  'trafficPolicy.routingType': ['envoygateway', 'BackendTrafficPolicySpecRoutingType'],
};

export interface EnumMember {
  readonly module: string;
  readonly name: string;
  readonly member: string;
}

/** The member of an enum that stands for the value of a property; none if the property is no enum. */
export function enumOf(
  path: string,
  value: unknown,
  modules: Readonly<Record<'gatewayapi' | 'envoygateway', object>>,
): EnumMember | undefined {
  const [module, name] = ENUMS[path] ?? [];
  if (module === undefined || name === undefined) {
    return undefined;
  }
  const members = (modules[module] as Record<string, Record<string, unknown>>)[name] ?? {};
  const member = Object.keys(members).find((each) => members[each] === value && !/^\d/.test(each));
  return member === undefined ? undefined : { module, name, member };
}
