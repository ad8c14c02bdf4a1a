import type { Manifest } from '../../src';

// biome-ignore lint/suspicious/noExplicitAny: rendered manifests have no types
type Json = any;

/** Every rule of the routes in a line: its hosts, its match, its backends, and how clients stay on their pod. */
export function ruleSummaries(objects: readonly Manifest[]): string[] {
  const policies = objects.filter(({ kind }) => kind === 'BackendTrafficPolicy') as Json[];
  const routes = objects.filter(({ kind }) => kind === 'HTTPRoute' || kind === 'GRPCRoute') as Json[];
  return routes.flatMap((route) =>
    route.spec.rules.map((rule: Json) => {
      const hosts = (route.spec.hostnames ?? ['*']).join(' ');
      const target = rule.backendRefs?.map(backendOf).join(' + ') ?? redirectOf(rule);
      return [
        `${hosts} ${rule.matches?.map(matchOf).join(' or ') ?? 'grpc'}`,
        `${target}${rewriteOf(rule)}`,
        rule.backendRefs ? stickinessOf(rule, policyOf(route, rule, policies)) : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' | ');
    }),
  );
}

function policyOf(route: Json, rule: Json, policies: readonly Json[]): Json {
  const targets = ({ spec, metadata }: Json, sectionName: string | undefined) =>
    metadata.namespace === route.metadata.namespace &&
    spec.targetRefs.some(
      (target: Json) =>
        target.kind === route.kind && target.name === route.metadata.name && target.sectionName === sectionName,
    );
  return (
    (rule.name && policies.find((policy) => targets(policy, rule.name))) ??
    policies.find((policy) => targets(policy, undefined))
  );
}

function matchOf({ path, headers, method }: Json): string {
  const conditions = (headers ?? []).map(({ name, value }: Json) => `${name}=${value}`);
  const grpc = method ? `grpc ${method.service}` : undefined;
  const type = path && { Exact: '=', PathPrefix: '', RegularExpression: '~' }[path.type as 'Exact'];
  return [path ? `${type}${path.value}` : (grpc ?? 'grpc'), ...conditions].join(' ');
}

function backendOf({ name, namespace, port, weight }: Json): string {
  return `${namespace ? `${namespace}/` : ''}${name}:${port}${weight === 1 ? '' : ` ×${weight}`}`;
}

function redirectOf({ filters }: Json): string {
  const { scheme, hostname, path, statusCode } = filters[0].requestRedirect;
  return `redirect ${[scheme, hostname, path?.replaceFullPath, statusCode].filter(Boolean).join(' ')}`;
}

function rewriteOf({ filters }: Json): string {
  const rewrite = filters?.find(({ type }: Json) => type === 'URLRewrite')?.urlRewrite;
  const path = rewrite?.path?.replacePrefixMatch ?? rewrite?.path?.replaceFullPath;
  const reference = filters?.find(({ type }: Json) => type === 'ExtensionRef')?.extensionRef;
  const cors = filters?.some(({ type }: Json) => type === 'CORS');
  return [
    path && ` to ${rewrite.path.type} ${path}`,
    rewrite?.hostname && ` host ${rewrite.hostname}`,
    reference && ` to ${reference.name}`,
    cors && ' with CORS',
  ]
    .filter(Boolean)
    .join('');
}

function stickinessOf({ filters }: Json, policy: Json): string {
  const { consistentHash: hash, endpointOverride } = policy?.spec.loadBalancer ?? {};
  const setCookie = filters?.flatMap(({ responseHeaderModifier }: Json) => responseHeaderModifier?.add ?? []);
  const cookie = setCookie?.find(({ name }: Json) => name === 'Set-Cookie');
  if (endpointOverride) {
    return cookie ? sessionCookieOf(cookie.value) : `session of ${endpointOverride.extractFrom[0].header}`;
  }
  switch (hash?.type) {
    case undefined:
      return 'none';
    case 'Cookie':
      return cookieOf(hash.cookie);
    case 'SourceIP':
      return 'address';
    case 'QueryParams':
      return `arguments ${hash.queryParams.map(({ name }: Json) => name).join(' ')}`;
    case 'Headers':
      return `headers ${hash.headers.map(({ name }: Json) => name).join(' ')}`;
    default:
      return `header ${hash.header.name}`;
  }
}

function cookieOf({ name, ttl, attributes = {} }: Json): string {
  const all = Object.entries(attributes).map(([key, value]) => (value === 'true' ? key : `${key}=${value}`));
  return ttl === undefined ? `passive cookie ${name}` : ['cookie', name, ttl, ...all].join(' ');
}

function sessionCookieOf(value: string): string {
  const [, name] = /'([^'=]+)="/.exec(value) ?? [];
  const [, attributes = ''] = /,"(; [^']*)'/.exec(value) ?? [];
  return `session cookie ${name}${attributes.replaceAll(';', '')}`;
}
