import type { Answer, HttpRequest } from '../../../cluster/clients/http-client';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import type { Cluster } from '../../../cluster/gateway/cluster';
import { takesCalls } from '../../../src/objects/grpc-calls';
import { conditionsKey, conditionsOf } from '../../../src/objects/precedence';
import { KEY_HEADER } from '../../../src/stickiness/envoy-format';
import { isKept, misread, readCookie } from './browser';
import type { Case } from './cases';
import { type Keeping, keepingOf } from './keeping';
import { oddCookie, oddSessionCookie } from './odd-cookie';
import { sessionHeaders } from './pod-backend';

const repetitions = 12;

/** In milliseconds. */
const patience = 5000;

/** Statuses that Envoy may respond with on purpose, and the fields of the policy or rule that may be the reason. */
const onPurpose: Record<number, string[]> = {
  413: ['requestBuffer'],
  429: ['rateLimit'],
  503: ['circuitBreaker', 'connection', 'connectTimeout', 'healthCheck', 'http2'],
  504: ['retry', 'timeout', 'timeouts'],
};
const grpcUnavailable = [429, 503, 504].flatMap((status) => onPurpose[status] ?? []);

/** The HTTP status for each gRPC status. The HTTP status of a gRPC response is always 200. */
const grpcStatuses: Record<string, number> = { 2: 500, 12: 404, 13: 400, 14: 503 };

/** How one of the rules of a case misbehaves towards its clients; undefined if all rules do what they should. */
export async function misbehaviour(cluster: Cluster, each: Case, manifests: Manifest[]): Promise<string | undefined> {
  for (const route of manifests.filter(({ kind }) => kind.endsWith('Route'))) {
    for (const rule of reachableRules(manifests, route)) {
      const policy = policyOf(manifests, route, rule);
      const keeping = keepingOf(each, rule);
      const found = await misbehaviourOf(cluster, route, rule, policy, keeping).catch(
        (error) => `breaks: ${error.message}`,
      );
      if (found) {
        return `${route.kind} ${route.metadata.name} ${found}`;
      }
    }
  }
  return undefined;
}

/** The rules of a route, each with those matches that no rule before it and no route of the other kind has. */
function reachableRules(manifests: Manifest[], { kind, spec }: Manifest): Manifest[] {
  const others = manifests.filter((each) => each.kind.endsWith('Route') && each.kind !== kind);
  const seen = new Set<string>(others.flatMap((other) => other.spec.rules.flatMap(matchesOf).map(keyOf(other.kind))));
  const isNew = (match: Manifest) => {
    const key = keyOf(kind)(match);
    return !seen.has(key) && seen.add(key);
  };
  const ofHttp = kind === 'GRPCRoute' ? others.flatMap((other) => other.spec.rules.flatMap(matchesOf)) : [];
  const isTaken = (match: Manifest) =>
    ofHttp.some((other) => takesCalls(conditionsOf({ isGrpc: false }, other), conditionsOf({ isGrpc: true }, match)));
  const rules = (spec.rules ?? []).map((rule: Manifest) => ({
    ...rule,
    matches: matchesOf(rule).filter((match) => isNew(match) && !isTaken(match)),
  }));
  return rules.filter(({ matches }: Manifest) => matches.length > 0);
}

/** The matches of a rule; one without any matches every request. */
function matchesOf({ matches }: Manifest): Manifest[] {
  return matches?.length > 0 ? matches : [{}];
}

function keyOf(kind: string): (match: Manifest) => string {
  return (match) => conditionsKey(conditionsOf({ isGrpc: kind === 'GRPCRoute' }, match));
}

/** The spec of the policy for a rule: its own, or that of its route. */
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
  keeping: Keeping,
): Promise<string | undefined> {
  if (policy.faultInjection || policy.responseOverride || !isAnswered(rule)) {
    return undefined;
  }
  const request = requestOf(kind, spec, rule, keeping);
  if (isCaught(spec, request)) {
    return undefined;
  }
  const first = await cluster.request(request);
  const status = grpcStatuses[String(first.headers['grpc-status'])] ?? first.status;
  if (status !== 200) {
    const reasons = kind === 'GRPCRoute' && status === 503 ? grpcUnavailable : (onPurpose[status] ?? []);
    const asked = { ...rule, ...policy, ...policy.timeout?.tcp };
    return reasons.some((field) => asked[field] !== undefined) ? undefined : `responds with ${status}`;
  }
  const [set = ''] = first.headers['set-cookie'] ?? [];
  const odd = oddCookieOf(keeping, set);
  if (odd) {
    return odd;
  }
  if (!staysOnPod(keeping, request)) {
    return undefined;
  }
  const again = Array.from({ length: repetitions }, () => returning(request, first, keeping));
  const answers = await cluster.requestAll(again);
  const pods = new Set([...answers, ...(keeping.pin ? [first] : [])].map(({ pod }) => pod).filter(Boolean));
  // A pod that is slow or fails its checks loses its clients; the construct warns of this.
  const mayMove = policy.healthCheck || policy.retry?.perRetry?.timeout;
  return pods.size > 1 && !mayMove ? 'does not stick' : undefined;
}

function oddCookieOf({ hash, cookie }: Keeping, set: string): string | undefined {
  if (cookie) {
    return oddSessionCookie(set, cookie);
  }
  if (hash.cookie?.ttl === undefined) {
    return undefined;
  }
  const wrong = misread(readCookie(set));
  return oddCookie(set, hash.cookie.name, hash.cookie) ?? (wrong && `sets a cookie with ${wrong}`);
}

/** Whether all requests like this one belong on one pod. */
function staysOnPod({ hash, path, pin }: Keeping, request: HttpRequest): boolean {
  if (pin) {
    return true;
  }
  // If the variable is the only key, every path that the rule matches has it.
  if (path) {
    return path.isOnlyKey || new RegExp(path.pattern).test(request.path ?? '');
  }
  return hash.type !== undefined && (!/^Headers?$/.test(hash.type) || sendableKeys(hash).length > 0);
}

/** Whether the fuzz can make a request that the rule matches and a pod responds to. */
function isAnswered({ matches: [match = {}] = [], filters = [] }: Manifest): boolean {
  const conditions = [match.path, match.method, ...(match.headers ?? []), ...(match.queryParams ?? [])];
  const params: Manifest[] = match.queryParams ?? [];
  const headers: Manifest[] = match.headers ?? [];
  return (
    !filters.some(({ type }: Manifest) => type === 'RequestRedirect') &&
    match.method !== 'CONNECT' &&
    conditions.every((condition) => condition?.type !== 'RegularExpression') &&
    headers.every(({ value }) => /^[\t -~]*$/.test(value)) &&
    // Envoy compares them as they are written in the URL.
    params.every(({ name, value }) => encodeURIComponent(name + value) === name + value)
  );
}

/** Header names that a client can send: a request with "_" in a header name gets a 400. */
function sendableKeys({ header, headers = [] }: Manifest): string[] {
  const names: string[] = [...(header ? [header] : []), ...headers].map(({ name }) => name);
  return names.filter((name) => !name.includes('_'));
}

/** Whether a regular expression catches a request that is meant for another rule. */
function isCaught({ rules }: Manifest, { path = '' }: HttpRequest): boolean {
  const paths = rules.flatMap(matchesOf).map((match: Manifest) => match.path);
  const [withoutQuery = ''] = path.split('?');
  return paths.some(
    (each?: Manifest) => each?.type === 'RegularExpression' && new RegExp(`^(${each.value})$`).test(withoutQuery),
  );
}

/** A request that a rule matches, with the keys that its policy hashes. For gRPC it is HTTP/1.1, whose response has no trailers. */
function requestOf(
  kind: string,
  spec: Manifest,
  { matches: [match = {}] = [] }: Manifest,
  { hash, path }: Keeping,
): HttpRequest {
  const { service = 'any.Service', method = 'Any' } = match.method ?? {};
  const isGrpc = kind === 'GRPCRoute';
  const params = (match.queryParams ?? []).map(({ name, value }: Manifest) => `${name}=${value}`);
  const hashed = (hash.queryParams ?? []).map(({ name }: Manifest) => `${name}=one`);
  const query = [...params, ...hashed].join('&');
  return {
    host: (spec.hostnames?.[0] ?? 'none.test').replace('*', 'any'),
    path: `${isGrpc ? `/${service}/${method}` : pathOf(match, path?.text)}${query && `?${query}`}`,
    method: isGrpc ? 'POST' : (match.method ?? freeMethod(spec)),
    headers: { ...headersOf(match, hash), ...(isGrpc && { 'content-type': 'application/grpc' }) },
    timeout: patience,
  };
}

/** A path that a rule matches, with the variable of the template if that is possible. */
function pathOf({ path: { type, value = '/' } = {} as Manifest }: Manifest, template?: string): string {
  if (template === undefined || type === 'Exact') {
    return value;
  }
  const segments = (text: string) => text.split('/').filter((segment) => segment !== '');
  const given = segments(value);
  const asked = segments(template).map((segment, i) => given[i] ?? (/^\{.*\}$/.test(segment) ? 'one' : segment));
  return `/${[...asked, ...given.slice(asked.length)].join('/')}`;
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

/** The next request of a client that sends back the cookie and the session it was given, and forges the key that Envoy computes. */
function returning(request: HttpRequest, { headers }: Answer, { pin, isComputed }: Keeping): HttpRequest {
  const { host = '', path = '/' } = request;
  const names = [...sessionHeaders, ...(pin ? [pin.header.toLowerCase()] : [])];
  const [set] = headers['set-cookie'] ?? [];
  const cookie = set === undefined ? undefined : readCookie(set);
  const sessions = names.filter((name) => headers[name] !== undefined).map((name) => [name, String(headers[name])]);
  return {
    ...request,
    headers: {
      ...(isComputed && { [KEY_HEADER]: crypto.randomUUID() }),
      ...Object.fromEntries(sessions),
      ...(cookie && isKept(cookie, host, path) && { cookie: cookie.pair }),
      ...request.headers,
    },
  };
}
