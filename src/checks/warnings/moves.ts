import { BackendTrafficPolicySpecRetryRetryOnTriggers as Trigger } from '../../../imports/gateway.envoyproxy.io';
import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';
import { endsWithFilter, hasBackends, hasSeveralBackends, type RuleInput, retryOf } from '../../input/rule-input';
import { isAfterConnectFailure } from '../../objects/policy-settings';

/** Settings that move clients although their pod is there. */
export function warnOfMoves({ rules, trafficPolicy }: CommonInput, report: Report): void {
  const sticky = rules.filter((rule) => rule.plan.loadBalancer && !endsWithFilter(rule));
  for (const each of sticky) {
    warnOfWeightedCookie(each, report);
  }
  warnOfRuleRetries({ rules: sticky }, report);
  const { retry, healthCheck } = trafficPolicy ?? {};
  if (retry && !isAfterConnectFailure(retry) && sticky.some(({ plan }) => !plan.pin?.isNamedByServer)) {
    report({ id: 'retry', property: 'trafficPolicy.retry', value: retry, expected: 'no retry' });
  }
  if (healthCheck && sticky.some(({ plan }) => !plan.pin)) {
    report({
      id: 'health-check',
      property: 'trafficPolicy.healthCheck',
      value: healthCheck,
      expected: 'no health check under a hash',
    });
  }
}

function warnOfWeightedCookie(rule: RuleInput, report: Report): void {
  const { property, backendRefs, plan } = rule;
  if (!plan.pin && plan.cookie?.isSetByEnvoy && hasSeveralBackends(rule)) {
    report({
      id: 'weighted-cookie',
      property: `${property}.backendRefs`,
      value: backendRefs.map(({ name, weight }) => ({ name, weight })),
      expected: `one backend for ${plan.factory}`,
    });
  }
}

/** Retries of rules; that of a session that the server names is an error already. */
export function warnOfRuleRetries({ rules }: Pick<CommonInput, 'rules'>, report: Report): void {
  for (const each of rules.filter(({ plan }) => !plan.pin?.isNamedByServer)) {
    const retry = retryOf(each);
    if (retry && hasBackends(each)) {
      report({
        id: 'retry',
        property: `${each.property}.retry`,
        value: retry,
        expected: 'no retry',
        remedy: `remove it; trafficPolicy.retry accepts ${Trigger.CONNECT_HYPHEN_FAILURE}`,
      });
    }
  }
}
