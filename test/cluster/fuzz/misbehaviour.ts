import { conditionsKey, grpcConditions, httpConditions, matchesOf } from '../../../src/route/precedence';
import type { Cluster } from '../harness/cluster';
import type { Answer, HttpRequest } from '../harness/http-client';
import type { Manifest } from '../harness/kube-client';
import { sessionHeaders } from './backend';
import { oddCookie } from './odd-cookie';

const repetitions = 12;

/** In milliseconds. */
const patience = 5000;

/** The statuses that Envoy answers with where it is asked to, and what of the policy or rule may be the reason. */
const onPurpose: Record<number, string[]> = {
  413: ['requestBuffer'],
  429: ['rateLimit'],
  503: ['circuitBreaker', 'connection', 'connectTimeout', 'healthCheck', 'http2'],
  504: ['retry', 'timeout', 'timeouts'],
};
const grpcUnavailable = [429, 503, 504].flatMap((status) => onPurpose[status] ?? []);

/** What Envoy answers to gRPC, whose status is always 200, by the status of gRPC that it says instead. */
const grpcStatuses: Record<string, number> = { 2: 500, 12: 404, 13: 400, 14: 503 };

/** How one of the rules of a case misbehaves towards its clients; nothing where all do what they say. */
export async function misbehaviour(cluster: Cluster, manifests: Manifest[]): Promise<string | undefined> {
  const hasCode = manifests.some(({ kind }) => kind === 'EnvoyExtensionPolicy');
  for (const route of manifests.filter(({ kind }) => kind.endsWith('Route'))) {
    for (const rule of reachableRules(manifests, route)) {
      const policy = policyOf(manifests, route, rule);
      const found = await misbehaviourOf(cluster, route, rule, policy, hasCode).catch(
        (error) => `breaks: ${error.message}`,
      );
      if (found) return `${route.kind} ${route.metadata.name} ${found}`;
    }
  }
  return undefined;
}

/** The rules of a route, each with the matches that none before it has, nor any of a route of the other kind. */
function reachableRules(manifests: Manifest[], { kind, spec }: Manifest): Manifest[] {
  const others = manifests.filter((each) => each.kind.endsWith('Route') && each.kind !== kind);
  const seen = new Set<string>(others.flatMap((other) => other.spec.rules.flatMap(matchesOf).map(keyOf(other.kind))));
  const isNew = (match: Manifest) => {
    const key = keyOf(kind)(match);
    return !seen.has(key) && seen.add(key);
  };
  const rules = (spec.rules ?? []).map((rule: Manifest) => ({ ...rule, matches: matchesOf(rule).filter(isNew) }));
  return rules.filter(({ matches }: Manifest) => matches.length > 0);
}

function keyOf(kind: string): (match: Manifest) => string {
  return (match) => conditionsKey(kind === 'GRPCRoute' ? grpcConditions(match) : httpConditions(match));
}

/** What the traffic policy of a rule says: its own, or that of its route. */
function policyOf(manifests: Manifest[], { metadata }: Manifest, { name }: Manifest): Manifest {
  const policies = manifests.filter(({ kind }) => kind === 'BackendTrafficPolicy');
  const forSection = (section?: string) =>
    policies.find(({ spec }) =>
      spec.targetRefs.some((target: Manifest) => target.name === metadata.name && target.sectionName === section),
    );
  return ((name && forSection(name)) ?? forSection())?.spec ?? {};
}

async function misbehaviourOf(
  cluster: Cluster,
  { kind, spec }: Manifest,
  rule: Manifest,
  policy: Manifest,
  hasCode: boolean,
): Promise<string | undefined> {
  const { consistentHash: hash = {}, endpointOverride } = policy.loadBalancer ?? {};
  if (policy.faultInjection || policy.responseOverride || !isAnswered(rule)) return undefined;
  const request = requestOf(kind, spec, rule, hash);
  if (isCaught(spec, request)) return undefined;
  const first = await cluster.request(request);
  const status = grpcStatuses[String(first.headers['grpc-status'])] ?? first.status;
  if (status !== 200) {
    const reasons = kind === 'GRPCRoute' && status === 503 ? grpcUnavailable : (onPurpose[status] ?? []);
    const asked = { ...rule, ...policy, ...policy.timeout?.tcp };
    return reasons.some((field) => asked[field] !== undefined) ? undefined : `answers ${status}`;
  }
  const persistence = rule.sessionPersistence;
  const cookie = hash.cookie ?? (persistence?.type === 'Cookie' ? {} : undefined);
  if (cookie && (cookie.ttl !== undefined || persistence)) {
    const name = hash.cookie?.name ?? persistence.sessionName;
    const odd = oddCookie(first.headers['set-cookie']?.[0] ?? '', name, cookie);
    if (odd) return odd;
  }
  const hashes =
    policy.loadBalancer?.consistentHash && (!/^Headers?$/.test(hash.type) || sendableKeys(hash).length > 0);
  const isSticky = hashes || persistence || (endpointOverride && hasCode);
  if (!isSticky) return undefined;
  const answers = await cluster.requestAll(Array(repetitions).fill(returning(request, first, persistence)));
  const pods = new Set(answers.map(({ pod }) => pod).filter(Boolean));
  // A pod that is slow or fails its checks loses its clients, as warnings say.
  const mayMove = policy.healthCheck || policy.retry?.perRetry?.timeout;
  return pods.size > 1 && !mayMove ? 'does not stick' : undefined;
}

/** Whether it can be told what request a rule matches and answers by a pod. */
function isAnswered({ matches: [match = {}] = [], filters = [] }: Manifest): boolean {
  const conditions = [match.path, match.method, ...(match.headers ?? []), ...(match.queryParams ?? [])];
  const params: Manifest[] = match.queryParams ?? [];
  const headers: Manifest[] = match.headers ?? [];
  return (
    !filters.some(({ type }: Manifest) => type === 'RequestRedirect') &&
    match.method !== 'CONNECT' &&
    conditions.every((condition) => condition?.type !== 'RegularExpression') &&
    headers.every(({ value }) => /^[\t -~]*$/.test(value)) &&
    // Envoy compares them as they stand in the URL.
    params.every(({ name, value }) => encodeURIComponent(name + value) === name + value)
  );
}

/** Header names that a client can send: Envoy Gateway answers 400 to those with "_". */
function sendableKeys({ header, headers = [] }: Manifest): string[] {
  const names: string[] = [...(header ? [header] : []), ...headers].map(({ name }) => name);
  return names.filter((name) => !name.includes('_'));
}

/** Whether a regular expression takes a request from the rule that it is for. */
function isCaught({ rules }: Manifest, { path = '' }: HttpRequest): boolean {
  const paths = rules.flatMap(matchesOf).map((match: Manifest) => match.path);
  const [withoutQuery = ''] = path.split('?');
  return paths.some(
    (each?: Manifest) => each?.type === 'RegularExpression' && new RegExp(`^(${each.value})$`).test(withoutQuery),
  );
}

/** A request that a rule matches, with the keys that its policy hashes; of gRPC as HTTP/1.1, whose answer has no trailers. */
function requestOf(
  kind: string,
  spec: Manifest,
  { matches: [match = {}] = [] }: Manifest,
  hash: Manifest,
): HttpRequest {
  const { service = 'any.Service', method = 'Any' } = match.method ?? {};
  const isGrpc = kind === 'GRPCRoute';
  const params = (match.queryParams ?? []).map(({ name, value }: Manifest) => `${name}=${value}`);
  const hashed = (hash.queryParams ?? []).map(({ name }: Manifest) => `${name}=one`);
  const query = [...params, ...hashed].join('&');
  return {
    host: (spec.hostnames?.[0] ?? 'none.test').replace('*', 'any'),
    path: `${isGrpc ? `/${service}/${method}` : (match.path?.value ?? '/')}${query && `?${query}`}`,
    method: isGrpc ? 'POST' : (match.method ?? freeMethod(spec)),
    headers: { ...headersOf(match, hash), ...(isGrpc && { 'content-type': 'application/grpc' }) },
    timeout: patience,
  };
}

/** A method that no match asks for. */
function freeMethod({ rules }: Manifest): string {
  const taken = rules.flatMap(matchesOf).map(({ method }: Manifest) => method);
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].find((method) => !taken.includes(method)) ?? 'GET';
}

function headersOf(match: Manifest, hash: Manifest): Record<string, string> {
  const matched = (match.headers ?? []).map(({ name, value }: Manifest) => [name, value]);
  const keys = sendableKeys(hash).filter((name) => !name.startsWith(':'));
  const cookie = hash.cookie && hash.cookie.ttl === undefined ? `${hash.cookie.name}=one` : '';
  return {
    ...(cookie && { cookie }),
    ...Object.fromEntries(keys.map((name) => [name, 'one'])),
    ...Object.fromEntries(matched),
  };
}

/** The next request of a client that keeps the cookie and the session that it was given. */
function returning(request: HttpRequest, { headers }: Answer, persistence?: Manifest): HttpRequest {
  const cookie = headers['set-cookie']?.[0]?.split('; ')[0];
  const names = [...sessionHeaders, ...(persistence?.type === 'Header' ? [persistence.sessionName.toLowerCase()] : [])];
  const sessions = names.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])]);
  return {
    ...request,
    headers: { ...Object.fromEntries(sessions), ...(cookie && { cookie }), ...request.headers },
  };
}
