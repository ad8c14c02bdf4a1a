import type { Cluster } from '../harness/cluster';
import type { Answer, HttpRequest } from '../harness/http-client';
import type { Manifest } from '../harness/kube-client';

const repetitions = 30;

/** How the first HTTP rule of a case misbehaves towards its clients; nothing where it does all that it says. */
export async function misbehaviour(cluster: Cluster, manifests: Manifest[]): Promise<string | undefined> {
  const route = manifests.find(({ kind }) => kind === 'HTTPRoute');
  const [rule] = route?.spec.rules ?? [];
  if (!rule) return undefined;
  const hash = manifests.find(({ kind }) => kind === 'BackendTrafficPolicy')?.spec.loadBalancer?.consistentHash ?? {};
  const request = requestOf(route.spec, rule, hash);
  try {
    const first = await cluster.request(request);
    if (first.status !== 200) return `answers ${first.status}`;
    const named = hash.cookie?.name ?? rule.sessionPersistence?.sessionName;
    const set = first.headers['set-cookie']?.[0];
    const cookie = hash.cookie ?? (rule.sessionPersistence?.type === 'Cookie' ? {} : undefined);
    if (cookie && (cookie.ttl !== undefined || !hash.cookie)) {
      const odd = oddCookie(set ?? '', named, cookie);
      if (odd) return odd;
    }
    const pods = await podsOf(cluster, returning(request, first, rule));
    return new Set(pods).size > 1 ? 'does not stick' : undefined;
  } catch (error) {
    return `breaks: ${(error as Error).message}`;
  }
}

async function podsOf(cluster: Cluster, request: HttpRequest): Promise<string[]> {
  const answers = await cluster.requestAll(Array(repetitions).fill(request));
  return answers.map(({ pod, status }) => pod || String(status));
}

/** A request that the rule matches, with the keys that its policy hashes. */
function requestOf(spec: Manifest, rule: Manifest, hash: Manifest): HttpRequest {
  const [match = {}] = rule.matches ?? [];
  const matched = Object.fromEntries((match.headers ?? []).map(({ name, value }: Manifest) => [name, value]));
  const params = (match.queryParams ?? []).map(({ name, value }: Manifest) => `${name}=${encodeURIComponent(value)}`);
  const keys = [hash.header, ...(hash.headers ?? [])].filter((each) => /^[-\w]+$/.test(each?.name ?? ''));
  const hashed = (hash.queryParams ?? []).map(({ name }: Manifest) => `${encodeURI(name)}=one`);
  const query = [...params, ...hashed].join('&');
  const cookie: Record<string, string> =
    hash.cookie && hash.cookie.ttl === undefined ? { cookie: `${encodeURIComponent(hash.cookie.name)}=one` } : {};
  return {
    host: (spec.hostnames?.[0] ?? 'none.test').replace('*', 'any'),
    path: `${match.path?.type === 'RegularExpression' ? '/' : (match.path?.value ?? '/')}${query && `?${query}`}`,
    method: match.method ?? 'GET',
    headers: { ...matched, ...Object.fromEntries(keys.map(({ name }) => [name, 'one'])), ...cookie },
  };
}

/** The next request of a client that keeps what Envoy has set. */
function returning(request: HttpRequest, { headers }: Answer, { sessionPersistence }: Manifest): HttpRequest {
  const cookie = headers['set-cookie']?.[0]?.split('; ')[0];
  const kept: Record<string, string> = cookie === undefined ? {} : { cookie };
  const name = sessionPersistence?.type === 'Header' ? sessionPersistence.sessionName.toLowerCase() : undefined;
  const session: Record<string, string> = name && headers[name] !== undefined ? { [name]: String(headers[name]) } : {};
  return { ...request, headers: { ...request.headers, ...kept, ...session } };
}

/** Where a cookie is another one than was asked for. */
function oddCookie(set: string, name: string, { ttl, attributes = {} }: Manifest): string | undefined {
  const [pair = '', ...rest] = set.split('; ');
  if (!pair.startsWith(`${name}=`)) return `sets no cookie ${name}: ${set}`;
  const names = rest.map((each) => each.split('=')[0]?.toLowerCase() ?? '');
  const asked = Object.keys(attributes).map((each) => each.toLowerCase());
  const unasked = names.find((each) => !['max-age', 'httponly', 'path', ...asked].includes(each));
  if (unasked) return `sets an attribute that nobody asked for: ${set}`;
  if (new Set(names).size < names.length) return `sets an attribute twice: ${set}`;
  const lifetime = rest.some((each) => each.startsWith('Max-Age='));
  return ttl === undefined || /^0+s$/.test(ttl) || lifetime ? undefined : `sets no lifetime: ${set}`;
}
