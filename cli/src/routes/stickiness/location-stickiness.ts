import { hashKeyOf, type KeyPart, keyCall } from 'cdk8s-sticky-gateway-route/command';
import { effectiveAffinity, honouredAffinity } from '../../ingress-nginx/effective-affinity';
import type { Location } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import { redirectFilter } from '../filters/redirects';
import { type CookieScope, cookieCall } from './affinity-cookie';
import { stickinessOf } from './made-stickiness';
import { isComputed, NONE, type StickinessCall } from './stickiness-call';

const HASH = 'upstream-hash-by';

/** How clients stay on the pods of a location, in the precedence of ingress-nginx: affinity, hash, load balancer. */
export function locationStickiness(location: Location, scope: CookieScope, report: Report): StickinessCall {
  const call = writtenStickiness(location, scope, report);
  try {
    stickinessOf(call);
    return call;
  } catch (error) {
    const { ingress, settings } = location.owner;
    report.tell(ingress, settings.affinity.isOn ? 'affinity' : HASH, 'dropped', (error as Error).message);
    return NONE;
  }
}

function writtenStickiness(location: Location, scope: CookieScope, report: Report): StickinessCall {
  const { ingress, settings } = location.owner;
  if (redirectFilter(location, report)) {
    for (const name of ['affinity', HASH]) {
      report.tell(ingress, name, 'no-op', 'a redirect answers every request, so no pod does');
    }
    return NONE;
  }
  const affinity = effectiveAffinity(location);
  if (affinity) {
    if (affinity.remark) {
      report.tell(ingress, 'affinity', 'near', affinity.remark);
    }
    tellVoid(location, report);
    return cookieCall(location, affinity, scope, report);
  }
  if (settings.affinity.isOn) {
    report.tell(
      ingress,
      'affinity',
      'no-op',
      'ingress-nginx gives spec.defaultBackend no affinity, and neither does the route',
    );
  }
  tellHonoured(location, report);
  return settings.hashBy === undefined ? NONE : hashCall(location, settings.hashBy, report);
}

/** What had no effect beside an affinity. */
function tellVoid({ owner: { ingress, settings } }: Location, report: Report): void {
  const hint = settings.hashBy?.includes('mcp_session_id')
    ? '; sessions that an MCP server names need Stickiness.mcp()'
    : '';
  report.tell(ingress, HASH, 'no-op', `ingress-nginx ignores it beside affinity${hint}`);
  report.tell(ingress, 'upstream-hash-by-subset', 'no-op', 'ingress-nginx ignores it beside affinity');
  report.tell(ingress, 'load-balance', 'no-op', 'ingress-nginx ignores it beside affinity');
}

/** A cookie of another Ingress of the Service, which ingress-nginx honoured here as well. */
function tellHonoured(location: Location, report: Report): void {
  const other = honouredAffinity(location);
  const { ingress, settings } = location.owner;
  if (other && !location.isDefault) {
    const now = settings.hashBy === undefined ? 'now none, as none is written' : 'now its own hash, as written';
    report.part(
      ingress,
      `stickiness of ${location.server.host}${location.path}`,
      'stickiness',
      'near',
      `ingress-nginx honoured the cookie of ${other.ingress.id} for Service ${location.upstream.service} here as well; ${now}`,
    );
    report.tell(
      ingress,
      HASH,
      'near',
      `ingress-nginx ignored it, as ${other.ingress.id} gives the Service an affinity`,
    );
  }
}

function hashCall(location: Location, value: string, report: Report): StickinessCall {
  const { owner, upstream } = location;
  const { ingress, settings } = owner;
  const key = hashKeyOf(value);
  tellFirst(location, report);
  if (settings.hasSubset) {
    report.tell(
      ingress,
      'upstream-hash-by-subset',
      'dropped',
      'a key had several pods, and has one now: hotter pods, stricter stickiness',
    );
    report.tell(ingress, 'upstream-hash-by-subset-size', 'dropped', 'goes with upstream-hash-by-subset');
  }
  report.tell(ingress, 'load-balance', 'no-op', 'ingress-nginx ignores it beside upstream-hash-by');
  const [unknown] = key.unknown;
  if (unknown !== undefined) {
    const hint = /ip|addr/i.test(unknown)
      ? ': Stickiness.sourceIp() with clientIPDetection of a ClientTrafficPolicy is what is meant'
      : '';
    report.tell(ingress, HASH, 'dropped', `${unknown} has no equal${hint}`);
    return NONE;
  }
  if (key.changing.length > 0) {
    report.tell(
      ingress,
      HASH,
      'no-op',
      `${key.changing[0]} differs from request to request, so nothing stayed on a pod`,
    );
    return NONE;
  }
  if (key.parts.length === 0) {
    report.tell(
      ingress,
      HASH,
      'dropped',
      `a constant key sent everything to one pod of Service ${upstream.service}, which is almost surely a mistake; Stickiness.sourceIp() would keep clients by their address`,
    );
    return NONE;
  }
  if (key.hasText || key.constant.length > 0) {
    report.tell(ingress, HASH, 'exact', 'constant text changes nothing');
  }
  return partsCall(location, key.parts, key.losesUri, report);
}

/** The controller reads the hash of the first Ingress that names the Service. */
function tellFirst({ owner, upstream }: Location, report: Report): void {
  const [first] = upstream.ingresses;
  if (first && first !== owner && first.settings.hashBy !== owner.settings.hashBy) {
    report.tell(
      owner.ingress,
      HASH,
      'near',
      `ingress-nginx took that of ${first.ingress.id}, which names Service ${upstream.service} first`,
    );
  }
}

function partsCall(
  { owner: { ingress } }: Location,
  parts: readonly KeyPart[],
  losesUri: boolean,
  report: Report,
): StickinessCall {
  const tell = (note: string) => report.tell(ingress, HASH, 'near', note);
  const names = parts.map((part) => ('name' in part ? part.name : ''));
  report.tell(ingress, HASH, 'exact', '');
  const call = keyCall(parts);
  if (call.factory === 'mcp') {
    tell(
      'the server names this session, and a hash of it keeps one of n sessions, as it did in ingress-nginx: Stickiness.mcp() keeps all of them',
    );
    return call;
  }
  if (losesUri) {
    tell('the query string counts now, too');
  }
  if (names.includes(':path')) {
    tell('the path may be normalised differently');
  }
  if (parts.some(({ kind }) => kind === 'address')) {
    tell(
      'behind a load balancer it is the address of the load balancer, unless a ClientTrafficPolicy of the Gateway sets clientIPDetection',
    );
  }
  if (names.includes('Cookie')) {
    tell('it is all cookies together, so each new cookie moves the client, as in ingress-nginx');
  }
  if (names.includes('X-Forwarded-For')) {
    tell(
      'Envoy appends the address of its client first; Stickiness.sourceIp() with clientIPDetection is what is meant',
    );
  }
  if (parts.some((part) => part.kind === 'argument')) {
    tell('names of parameters count with their case');
  }
  if (parts.some((part) => part.kind !== 'address' && !part.name.startsWith(':'))) {
    tell('requests without the key went to one fixed pod, and go to any now');
  }
  if (isComputed(call)) {
    tell('a filter computes the key of several kinds, which costs Envoy some time for each request');
  }
  return call;
}
