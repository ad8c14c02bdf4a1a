import { envoygateway, gatewayapi } from 'cdk8s-sticky-gateway-route';

const MODULES = { gatewayapi, envoygateway };

/** The types of properties that have one of `imports/`. The type of a property below is named after its path. */
const TYPES: Readonly<Record<string, readonly [keyof typeof MODULES, string]>> = {
  parentRefs: ['gatewayapi', 'HttpRouteSpecParentRefs'],
  http: ['gatewayapi', 'HttpRouteSpecRules'],
  grpc: ['gatewayapi', 'GrpcRouteSpecRules'],
  trafficPolicy: ['envoygateway', 'BackendTrafficPolicySpec'],
  spec: ['envoygateway', 'HttpRouteFilterSpec'],
};

/** Type of the property at a path, such as `gatewayapi.HttpRouteSpecRulesMatchesPath` for `http.matches.path`. */
export function typeName(path: string): string {
  const [module, name] = typeOf(path);
  return `${module}.${name}`;
}

/** The member of an enum that stands for the value of a property; none if the type of the property is no enum. */
export function enumMember(path: string, value: unknown): string | undefined {
  const [module, name] = typeOf(path);
  const members = (MODULES as Record<string, object>)[module]?.[name as never] as Record<string, unknown> | undefined;
  const member = Object.keys(members ?? {}).find((each) => members?.[each] === value && !/^\d/.test(each));
  return member && `${typeName(path)}.${member}`;
}

/** The member of `EnvoyGatewayVersion` for a version such as `v1.9.1`. */
export function versionMember(target: string): string {
  return `EnvoyGatewayVersion.V${target.replace(/^v/, '').split('.').slice(0, 2).join('_')}`;
}

function typeOf(path: string): readonly [string, string] {
  const [root = '', ...rest] = path.split('.');
  const [module, name] = TYPES[root] ?? ['', ''];
  return [module, name + rest.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join('')];
}
