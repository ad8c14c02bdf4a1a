import type { HttpRouteSpecRules, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { Report } from '../problem';
import { itemsOf } from '../route/lists';
import { matchesOf } from '../route/precedence';
import { type BackendRef, hasSeveralBackends } from '../route/rule';
import type { PathTemplate } from '../stickiness/path-template';
import type { CheckedProps, PlacedRule } from './checked-props';

/** Whether the key that a filter computes comes in time, and is in the requests of the rule. */
export function checkComputedKeys({ rules }: CheckedProps, report: Report): void {
  for (const each of rules) {
    const { filters, pin, path } = each.stickiness._parts;
    if (filters && !pin) {
      checkBackends(each, report);
    }
    if (path && !each.isGrpc) {
      checkPaths(each, path, report);
    }
  }
}

function checkBackends({ property, rule }: PlacedRule, report: Report): void {
  if (hasSeveralBackends(rule)) {
    report({
      property: `${property}.backendRefs`,
      value: itemsOf<BackendRef>(rule.backendRefs).map(({ name, weight }) => ({ name, weight })),
      allowed: 'one backend for path() and firstOf(), as Envoy chooses between several before it has computed the key',
      remedy: 'use Stickiness.header() or persistence such as Stickiness.sessionCookie(), or one Service for all pods',
    });
  }
}

/** A match whose paths have no such variable would get no key in any request. */
function checkPaths({ property, rule }: PlacedRule, template: PathTemplate, report: Report): void {
  const { text, prefix } = template;
  matchesOf<HttpRouteSpecRulesMatches>(rule as HttpRouteSpecRules).forEach(({ path }, m) => {
    if (!canHaveKey(path, template)) {
      report({
        property: `${property}.matches[${m}].path`,
        value: path,
        allowed: `a path that ${text} can be below, as no other request has the key`,
        remedy: `match ${JSON.stringify(prefix)}, or give this rule another stickiness in ruleStickiness`,
      });
    }
  });
}

function canHaveKey(path: HttpRouteSpecRulesMatches['path'], { segments }: PathTemplate): boolean {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const given = value.split('/').filter((segment) => segment !== '');
  const isAlike = given.every((segment, i) => segments[i] === undefined || segments[i] === segment);
  return type === 'RegularExpression' || (isAlike && (type === 'PathPrefix' || given.length >= segments.length));
}
