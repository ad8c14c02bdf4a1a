import type { HttpRouteSpecRulesMatches } from '../../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { hasBackends, matchesOf, type RuleInput } from '../../../input/rule-input';
import { isBelowCookiePath } from '../../../stickiness/cookie-attributes';

/** Cookies that browsers drop, or do not send to all requests of their rule. */
export function checkCookieScopes({ rules, hostnames }: RouteInput, report: Report): void {
  const domains = new Set<string>();
  for (const each of rules.filter((rule) => !rule.isGrpc && hasBackends(rule))) {
    const { path, domain } = each.plan.cookie ?? {};
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

function checkPath(each: RuleInput, cookiePath: string, report: Report): void {
  matchesOf(each).forEach((match, m) => {
    const { path } = match as HttpRouteSpecRulesMatches;
    const { type = 'PathPrefix', value = '/' } = path ?? {};
    if (type !== 'RegularExpression' && typeof value === 'string' && !isBelowCookiePath(value, cookiePath)) {
      report({
        id: 'cookie-path',
        property: `${each.property}.matches[${m}].path`,
        value: path,
        expected: `a path below ${cookiePath}, the path of the cookie`,
      });
    }
  });
}

function checkDomain(domain: string, hostnames: readonly string[], report: Report): void {
  const suffix = domain.toLowerCase().replace(/^\./, '');
  hostnames.forEach((hostname, i) => {
    // Browsers drop a cookie for a whole top-level domain.
    const isBelow = suffix.includes('.') && String(hostname).endsWith(`.${suffix}`);
    if (typeof hostname === 'string' && hostname !== suffix && !isBelow) {
      report({
        id: 'cookie-domain',
        property: `hostnames[${i}]`,
        value: hostname,
        expected: `${suffix} or a subdomain of it, the domain of the cookie`,
      });
    }
  });
}
