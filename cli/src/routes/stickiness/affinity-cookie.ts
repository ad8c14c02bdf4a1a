import type { SameSiteValue } from 'cdk8s-sticky-gateway-route/command';
import type { Verdict } from '../../annotations/annotation-rule';
import type { EffectiveAffinity } from '../../ingress-nginx/effective-affinity';
import type { Location } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import { cookiePath } from './cookie-path';
import { NONE, type StickinessCall } from './stickiness-call';

/** Where a cookie is set. */
export interface CookieScope {
  /** Empty for all hosts. */
  readonly hostname: string;
  /** Whether the host has a certificate. */
  readonly hasTls: boolean;
  /** Whether all plain requests are redirected to TLS. */
  readonly isTlsOnly: boolean;
}

/** 400 days, the longest that browsers keep a cookie. */
const LONGEST = 34_560_000;

/** Tells what becomes of an annotation of the Ingress. */
type Tell = (name: string, verdict: Verdict, note?: string) => void;

/** The cookie of an affinity. */
export function cookieCall(
  location: Location,
  affinity: EffectiveAffinity,
  scope: CookieScope,
  report: Report,
): StickinessCall {
  const { ingress } = location.owner;
  const tell: Tell = (name, verdict, note = '') => report.tell(ingress, name, verdict, note);
  const { mode, cookie } = affinity;
  if (cookie.lifetime !== undefined && cookie.lifetime <= 0) {
    tellDeleted(affinity, location, tell);
    return NONE;
  }
  const lifetime = cookie.lifetime && Math.min(cookie.lifetime, LONGEST);
  tellAffinity(location, affinity, tell);
  const name = cookieName(affinity, location, tell);
  const path = cookiePath(location, cookie.path, report);
  const secure = isSecure(affinity, scope, tell);
  const sameSite = sameSiteOf(affinity, secure, tell);
  const domain = domainOf(affinity, scope, tell);
  const scopeOptions = { ...(domain !== undefined && { domain }) };
  if (mode === 'persistent') {
    const ttl = lifetime !== undefined && { ttl: lifetime };
    const ofSite = sameSite !== undefined && { sameSite };
    return { factory: 'sessionCookie', options: { name, ...ttl, path, ...scopeOptions, ...ofSite, secure } };
  }
  const attributes = {
    ...scopeOptions,
    ...(secure && { secure: 'true' }),
    ...(sameSite !== undefined && { samesite: sameSite }),
  };
  return { factory: 'cookie', options: { name, ttl: lifetime ?? 0, path, attributes } };
}

/** A lifetime of 0 or less. */
function tellDeleted({ cookie: { lifetime } }: EffectiveAffinity, { owner }: Location, tell: Tell): void {
  const { annotations } = owner.settings;
  const lifetimeName =
    annotations['session-cookie-max-age'] === undefined ? 'session-cookie-expires' : 'session-cookie-max-age';
  const others = Object.keys(annotations).filter((name) => /^(affinity-mode$|session-cookie-)/.test(name));
  for (const name of others.filter((each) => each !== lifetimeName)) {
    tell(name, 'no-op', 'browsers had no cookie');
  }
  tell(
    lifetimeName,
    'dropped',
    `${lifetime} s deletes the cookie at once; a ttl of 0s would do the opposite and keep it until the browser closes`,
  );
  tell('affinity', 'dropped', 'no stickiness now, as for browsers in ingress-nginx: the cookie was deleted at once');
}

function tellAffinity({ owner }: Location, { mode, cookie }: EffectiveAffinity, tell: Tell): void {
  const isPersistent = mode === 'persistent';
  tell(
    'affinity',
    'near',
    isPersistent
      ? 'each client chooses a pod once more, as the old cookie has no address'
      : 'each client moves once, as Envoy hashes the old cookie anew; new clients that share a connection get one cookie',
  );
  tell('affinity-mode', 'exact');
  tell(
    'session-cookie-change-on-failure',
    cookie.changesOnFailure ? 'near' : 'exact',
    isPersistent
      ? 'a client gets another pod once its pod is gone or refuses the connection'
      : 'a client gets another pod once its pod is not ready',
  );
  const hasMaxAge = owner.settings.annotations['session-cookie-max-age'] !== undefined;
  const isLong = cookie.lifetime !== undefined && cookie.lifetime > LONGEST;
  tell('session-cookie-max-age', 'exact', isLong ? '400 days, the longest that browsers keep a cookie' : '');
  tell('session-cookie-expires', 'exact', hasMaxAge ? `browsers take max-age: ${cookie.lifetime} s` : '');
  if (owner.settings.isServiceUpstream) {
    tell('affinity', 'near', 'new: it had no effect beside service-upstream, and has one now');
  }
}

/** A name that is a token, as RFC 6265 demands it. */
function cookieName({ by, cookie: { name } }: EffectiveAffinity, { owner, path }: Location, tell: Tell): string {
  const token = name.replace(/[/: ]/g, '-');
  if (by !== owner) {
    tell('session-cookie-name', 'near', `${token} on ${path}, that of ${by.ingress.id}`);
  } else if (token !== name) {
    tell('session-cookie-name', 'near', `${token}, as the name of a cookie has no blanks, slashes and colons`);
  } else {
    tell('session-cookie-name', 'exact');
  }
  return token;
}

function isSecure(
  { cookie: { isAlwaysSecure, sameSite } }: EffectiveAffinity,
  scope: CookieScope,
  tell: Tell,
): boolean {
  tell('session-cookie-secure', 'exact', isAlwaysSecure ? '' : 'false means: on TLS');
  if (isAlwaysSecure || scope.isTlsOnly || !scope.hasTls) {
    return isAlwaysSecure || scope.isTlsOnly;
  }
  const needsSecure = sameSite === 'None';
  tell(
    'affinity',
    'near',
    needsSecure
      ? 'the cookie is Secure on plain requests, too, where ingress-nginx left it out: SameSite=None needs it'
      : 'the cookie is not Secure, as plain requests are served as well; ingress-nginx added it on TLS',
  );
  return needsSecure;
}

function sameSiteOf(
  { mode, cookie: { sameSite } }: EffectiveAffinity,
  secure: boolean,
  tell: Tell,
): SameSiteValue | undefined {
  if (sameSite === 'None' && !secure) {
    tell('session-cookie-samesite', 'near', 'left out, as browsers refuse SameSite=None without Secure');
    return undefined;
  }
  tell('session-cookie-samesite', 'exact');
  if (sameSite === 'None') {
    tell(
      'session-cookie-conditional-samesite-none',
      'near',
      'browsers of 2019 and before get SameSite=None as well, and misread it',
    );
  }
  if (sameSite === undefined && mode === 'persistent') {
    tell('affinity-mode', 'exact', 'SameSite=Lax is written, which browsers assume without it');
  }
  return sameSite;
}

/** The domain, on hosts from which browsers accept it. */
function domainOf(
  { cookie: { domain } }: EffectiveAffinity,
  { hostname }: CookieScope,
  tell: Tell,
): string | undefined {
  if (domain === undefined) {
    return undefined;
  }
  const suffix = domain.toLowerCase().replace(/^\./, '');
  const host = hostname.replace(/^\*\./, '');
  if (host === '' || host === suffix || host.endsWith(`.${suffix}`)) {
    tell('session-cookie-domain', 'exact');
    return domain;
  }
  tell('session-cookie-domain', 'near', `browsers drop a cookie of ${domain} from ${hostname}: without a domain there`);
  return undefined;
}
