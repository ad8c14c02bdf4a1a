import type { HttpRouteSpecRulesMatches } from '../../../imports/gateway.networking.k8s.io';
import type { Report } from '../../findings/finding';
import type { PlacedPlan } from '../../input/common-input';
import type { RouteInput } from '../../input/route-input';
import { hasBackends, matchesOf, type RuleInput } from '../../input/rule-input';
import { isResolvable } from '../../schema/resolvable';

/** Cookies without a path for rules of several paths: browsers keep one for each directory, and so perhaps one pod. */
export function warnOfCookiePath({ plans, http }: RouteInput, report: Report): void {
  for (const placed of plans) {
    const { plan, property } = placed;
    if (plan.cookie?.isSetByEnvoy && plan.cookie.path === undefined) {
      const paths = new Set(http.filter((rule) => isServed(rule, placed)).flatMap(pathsOf));
      if (paths.size > 1) {
        report({
          id: 'cookie-without-path',
          property,
          value: plan.factory,
          expected: `a path of the cookie, as its rules have several: ${[...paths].join(', ')}`,
        });
      }
    }
  }
}

function isServed(rule: RuleInput, { plan }: PlacedPlan): boolean {
  return rule.plan === plan && hasBackends(rule);
}

function pathsOf(rule: RuleInput): string[] {
  return matchesOf(rule)
    .map((match) => (match as HttpRouteSpecRulesMatches).path?.value ?? '/')
    .filter((value) => !isResolvable(value));
}
