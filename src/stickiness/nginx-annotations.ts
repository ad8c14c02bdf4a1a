import { Duration } from 'cdk8s';
import { refuse } from '../findings/refuse';
import { affinityOf } from '../ingress-nginx/affinity';
import { type Annotations, annotationsOf, PREFIX } from '../ingress-nginx/annotations';
import { ACCEPTED_KEY, hashKeyOf } from '../ingress-nginx/hash-key';
import { keyCall, type StickinessCall } from '../ingress-nginx/stickiness-call';
import { flagOf } from '../ingress-nginx/values';
import { MCP_SESSION_HEADER } from '../mcp-session-header';
import { allOfPlan } from './all-of';
import { cookiePlan } from './cookie';
import { headerPlan, headersPlan } from './header';
import { nonePlan } from './none';
import type { StickinessPlan } from './plan';
import { queryParamsPlan } from './query-params';
import type { SameSite } from './same-site';
import { serverSessionPlan } from './server-session';
import { sessionCookiePlan } from './session-cookie';
import { sourceIpPlan } from './source-ip';

const FACTORY = 'Stickiness.fromNginxAnnotations()';
const HASH = 'upstream-hash-by';

/** The stickiness that annotations of ingress-nginx ask for: affinity, else a hash, else none. */
export function nginxPlan(given: Readonly<Record<string, string>>): StickinessPlan {
  checkAnnotations(given);
  const annotations = annotationsOf(given);
  return planOfCall(affinityCall(annotations) ?? hashCall(annotations) ?? { factory: 'none' });
}

function checkAnnotations(given: unknown): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refuse({
      id: 'wrong-type',
      property: `${FACTORY} annotations`,
      value: given,
      expected: 'the annotations of an Ingress',
      remedy: 'pass metadata.annotations',
    });
  }
}

function affinityCall(annotations: Annotations): StickinessCall | undefined {
  const affinity = affinityOf(annotations, (name, instead) =>
    cannot(name, annotations[name], 'a value that ingress-nginx accepts', `it uses ${instead} for this one`),
  );
  if (!affinity.isOn) {
    return undefined;
  }
  const { mode, name, lifetime, path = '/', domain, sameSite, isAlwaysSecure: secure } = affinity;
  if (lifetime !== undefined && lifetime <= 0) {
    cannot('session-cookie-max-age', lifetime, 'a lifetime of at least 1 s', 'browsers delete such a cookie at once');
  }
  if (sameSite === 'None' && !secure) {
    refuse({
      id: 'nginx-annotation',
      property: `${FACTORY} ${PREFIX}session-cookie-samesite`,
      value: sameSite,
      expected: 'None only with session-cookie-secure',
      reason: 'browsers drop the cookie without Secure, which ingress-nginx adds by itself on TLS connections',
      remedy: `add ${PREFIX}session-cookie-secure: "true"`,
    });
  }
  const ofDomain = domain !== undefined && { domain };
  if (mode === 'persistent') {
    const ttl = lifetime !== undefined && { ttl: lifetime };
    return {
      factory: 'sessionCookie',
      options: { name, ...ttl, path, ...ofDomain, ...(sameSite && { sameSite }), secure },
    };
  }
  const attributes = { ...ofDomain, ...(secure && { secure: 'true' }), ...(sameSite && { samesite: sameSite }) };
  return { factory: 'cookie', options: { name, ttl: lifetime ?? 0, path, attributes } };
}

function hashCall(annotations: Annotations): StickinessCall | undefined {
  const value = annotations[HASH]?.replace(/\s/g, '');
  if (!value) {
    return undefined;
  }
  if (!ACCEPTED_KEY.test(value)) {
    cannot(
      HASH,
      value,
      'letters, digits, and - _ $ { }',
      'ingress-nginx refuses the whole Ingress for other characters',
    );
  }
  const isSubset = flagOf(annotations, `${HASH}-subset`, () => true);
  if (isSubset) {
    cannot(`${HASH}-subset`, annotations[`${HASH}-subset`], 'no subset', 'Envoy has one pod for a key');
  }
  const { parts, unknown, changing } = hashKeyOf(annotations[HASH] ?? '');
  const [strange = changing[0]] = unknown;
  if (strange !== undefined) {
    cannot(HASH, value, `a key without ${strange}`, 'Envoy cannot hash it, or it differs from request to request');
  }
  if (parts.length === 0) {
    cannot(HASH, value, 'a variable', 'a constant key sends all requests to one pod');
  }
  return keyCall(parts);
}

function cannot(name: string, value: unknown, expected: string, reason: string): never {
  return refuse({ id: 'nginx-annotation', property: `${FACTORY} ${PREFIX}${name}`, value, expected, reason });
}

function planOfCall(call: StickinessCall): StickinessPlan {
  switch (call.factory) {
    case 'none':
      return nonePlan();
    case 'sourceIp':
      return sourceIpPlan();
    case 'mcp':
      return serverSessionPlan('Stickiness.mcp()', { header: MCP_SESSION_HEADER });
    case 'header':
      return headerPlan(call.name);
    case 'headers':
      return headersPlan(call.names);
    case 'queryParams':
      return queryParamsPlan(call.names);
    case 'allOf':
      return allOfPlan(call.members.map(planOfCall));
    case 'cookie':
      return cookiePlan(withDuration(call.options));
    case 'sessionCookie': {
      const { sameSite, ...options } = call.options;
      return sessionCookiePlan({ ...withDuration(options), ...(sameSite && { sameSite: sameSite as SameSite }) });
    }
  }
}

function withDuration<O extends { readonly ttl?: number }>(options: O): Omit<O, 'ttl'> & { ttl?: Duration } {
  const { ttl, ...rest } = options;
  return { ...rest, ...(ttl !== undefined && { ttl: Duration.seconds(ttl) }) };
}
