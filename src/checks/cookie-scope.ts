import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { Report } from '../problem';
import { itemsOf } from '../route/lists';
import { matchesOf } from '../route/precedence';
import { hasBackends } from '../route/rule';
import { isBelowCookiePath } from '../stickiness/cookie-attributes';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import type { CheckedProps, PlacedRule } from './checked-props';

/** Where a browser sends a cookie that Envoy sets. */
interface Scope {
  readonly path?: string;
  readonly domain?: string;
}

/** Cookies that browsers do not send to all of their rule, or drop. */
export function checkCookieScopes({ rules, hostnames }: CheckedProps, report: Report): void {
  const domains = new Set<string>();
  for (const each of rules.filter(({ rule, isGrpc }) => !isGrpc && hasBackends(rule))) {
    const { path, domain } = scopeOf(each.stickiness._parts);
    if (path !== undefined && path !== '/') {
      checkPath(each, path, report);
    }
    if (domain !== undefined) {
      domains.add(domain);
    }
  }
  for (const domain of domains) {
    checkDomain(domain, itemsOf(hostnames), report);
  }
}

function scopeOf({ loadBalancer, pin }: StickinessParts): Scope {
  const attributes = Object.entries(loadBalancer?.consistentHash?.cookie?.attributes ?? {});
  return pin?.cookie ?? Object.fromEntries(attributes.map(([name, value]) => [name.toLowerCase(), value]));
}

function checkPath({ property, rule }: PlacedRule, path: string, report: Report): void {
  matchesOf<HttpRouteSpecRulesMatches>(rule as HttpRouteSpecRules).forEach((match, m) => {
    const { type = 'PathPrefix', value = '/' } = match.path ?? {};
    if (type !== 'RegularExpression' && !isBelowCookiePath(value, path)) {
      report({
        property: `${property}.matches[${m}].path`,
        value: match.path,
        allowed: `a path below ${path}, as browsers send the cookie of the stickiness only there`,
        remedy: 'set the path of the cookie to "/"',
      });
    }
  });
}

function checkDomain(domain: string, hostnames: readonly string[], report: Report): void {
  const suffix = domain.toLowerCase().replace(/^\./, '');
  hostnames.forEach((hostname, i) => {
    if (hostname !== suffix && !String(hostname).endsWith(`.${suffix}`)) {
      report({
        property: `hostnames[${i}]`,
        value: hostname,
        allowed: `${suffix} or a subdomain of it, as browsers drop a cookie with that domain on other hosts`,
        remedy: 'remove domain from the cookie',
      });
    }
  });
}
