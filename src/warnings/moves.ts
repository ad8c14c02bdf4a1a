import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps, PlacedRule } from '../checks/checked-props';
import { isAfterConnectFailure } from '../policy/traffic-policy';
import { itemsOf } from '../route/lists';
import { type BackendRef, hasSeveralBackends } from '../route/rule';
import { setsCookie } from './used-stickiness';
import type { Warn } from './warning';

const RETRY = "a retry may reach a pod other than the client's";

/** What moves clients although their pod is there. */
export function warnOfMoves({ rules, trafficPolicy }: CheckedProps, warn: Warn): void {
  rules.forEach((each) => {
    if (isSticky(each)) {
      warnOfBackends(each, warn);
      warnOfRetry(each, warn);
    }
  });
  if (trafficPolicy) {
    warnOfPolicy(trafficPolicy, rules.filter(isSticky), warn);
  }
}

function isSticky({ stickiness: { _parts } }: PlacedRule): boolean {
  return _parts.loadBalancer !== undefined;
}

function warnOfBackends({ property, rule, stickiness }: PlacedRule, warn: Warn): void {
  const { pin } = stickiness._parts;
  itemsOf<BackendRef>(rule.backendRefs).forEach(({ name, weight }, i) => {
    if (weight === 0 && !pin) {
      warn({
        id: 'weight-zero',
        property: `${property}.backendRefs[${i}].weight`,
        text: `0 takes ${name} out of the rule at once, and its clients with it`,
      });
    }
  });
  if (hasSeveralBackends(rule) && setsCookie(stickiness._parts)) {
    warn({
      id: 'weighted-cookie',
      property: `${property}.backendRefs`,
      text:
        'the first request of a client has no cookie to hash, so some new clients change between weighted backends with ' +
        'their second (18 % at 90/10); Stickiness.sessionCookie() keeps them',
    });
  }
}

function warnOfRetry({ property, rule }: PlacedRule, warn: Warn): void {
  if ((rule as HttpRouteSpecRules).retry) {
    warn({ id: 'retry', property: `${property}.retry`, text: RETRY });
  }
}

function warnOfPolicy(
  { retry, healthCheck }: BackendTrafficPolicySpec,
  sticky: readonly PlacedRule[],
  warn: Warn,
): void {
  if (retry && !isAfterConnectFailure(retry) && sticky.some(({ stickiness }) => !stickiness._parts.pin?.isOfServer)) {
    warn({ id: 'retry', property: 'trafficPolicy.retry', text: RETRY });
  }
  if (healthCheck && sticky.some(({ stickiness }) => !stickiness._parts.pin)) {
    warn({
      id: 'health-check',
      property: 'trafficPolicy.healthCheck',
      text:
        'clients of a pod that fails its health checks move to another one, and when half of the pods fail (or as ' +
        'panicThreshold says) Envoy uses all of them again',
    });
  }
}
