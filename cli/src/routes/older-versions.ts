import type { NginxIngress } from '../ingress-nginx/model';
import type { Report } from '../report/report';
import type { RulePlan } from './route-plan';
import { NONE, type StickinessCall } from './stickiness/stickiness-call';

/** First minor versions of Envoy Gateway 1 that have something. */
export const SINCE = { queryParams: 7, routingType: 7, idleTimeout: 8, gatewayApi15: 8, weightsUnderHash: 9 };

const SESSIONS: readonly StickinessCall['factory'][] = ['none', 'sessionCookie', 'mcp'];

/** The rules with the stickiness that a minor version of Envoy Gateway has for them. */
export function onVersion(
  rules: readonly RulePlan[],
  owner: NginxIngress,
  minor: number,
  report: Report,
): readonly RulePlan[] {
  // A rule for sessions matches the header Cookie, and so can no other rule of the route.
  const canPin = !rules.some(({ rule }) => JSON.stringify(rule.matches ?? []).includes('"name":"Cookie"'));
  return rules.map((rule) => ruleOn(minor, rule, canPin, owner, report));
}

function ruleOn(minor: number, rule: RulePlan, canPin: boolean, owner: NginxIngress, report: Report): RulePlan {
  const { stickiness } = rule;
  const lost = (why: string): RulePlan => {
    report.tell(owner.ingress, owner.settings.affinity.isOn ? 'affinity' : 'upstream-hash-by', 'dropped', why);
    return { ...rule, stickiness: NONE };
  };
  if (stickiness.factory === 'queryParams' && minor < SINCE.queryParams) {
    return lost(`a hash of arguments needs Envoy Gateway 1.${SINCE.queryParams}`);
  }
  const backends = rule.rule.backendRefs as readonly unknown[] | undefined;
  const isWeighted = backends !== undefined && backends.length > 1;
  if (!isWeighted || minor >= SINCE.weightsUnderHash || SESSIONS.includes(stickiness.factory)) {
    return rule;
  }
  if (stickiness.factory !== 'cookie' || stickiness.options.passive || !canPin) {
    return lost(`Envoy Gateway ignores weights under a hash before 1.${SINCE.weightsUnderHash}`);
  }
  const note = `persistent where there are weights, which Envoy Gateway ignores under a hash before 1.${SINCE.weightsUnderHash}`;
  report.tell(owner.ingress, 'affinity', 'near', note);
  return { ...rule, stickiness: pinned(stickiness) };
}

/** The session cookie with the name and attributes of a hash cookie. */
function pinned({ options }: Extract<StickinessCall, { factory: 'cookie' }>): StickinessCall {
  const { name, ttl, path = '/', attributes: { domain, samesite, secure } = {} } = options;
  return {
    factory: 'sessionCookie',
    options: {
      name,
      ...(ttl && { ttl }),
      path,
      ...(domain !== undefined && { domain }),
      ...(samesite !== undefined && { sameSite: samesite as 'Strict' | 'Lax' | 'None' }),
      secure: secure === 'true',
    },
  };
}
