import type { HttpRouteSpecRulesMatches } from '../../../../imports/gateway.networking.k8s.io';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { matchesOf } from '../../../input/rule-input';
import type { PathTemplate } from '../../../stickiness/path-template';

/** Matches whose paths cannot have the variable of `path()`, so that no request has the key. */
export function checkPathKeys({ rules }: CommonInput, report: Report): void {
  for (const each of rules) {
    const { path: template } = each.plan;
    if (template && !each.isGrpc) {
      matchesOf(each).forEach((match, m) => {
        const { path } = match as HttpRouteSpecRulesMatches;
        if (!canHaveKey(path, template)) {
          report({
            id: 'path-without-key',
            property: `${each.property}.matches[${m}].path`,
            value: path,
            expected: `a path that ${template.text} can be below`,
            remedy: `match ${JSON.stringify(template.prefix)}, or give this rule another stickiness in ruleStickiness`,
          });
        }
      });
    }
  }
}

function canHaveKey(path: HttpRouteSpecRulesMatches['path'], { segments }: PathTemplate): boolean {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  if (typeof value !== 'string') {
    return true;
  }
  const given = value.split('/').filter((segment) => segment !== '');
  const isAlike = given.every((segment, i) => segments[i] === undefined || segments[i] === segment);
  return type === 'RegularExpression' || (isAlike && (type === 'PathPrefix' || given.length >= segments.length));
}
