import type { GrpcRouteSpecRules, HttpRouteSpecRules } from '../../../../imports/gateway.networking.k8s.io';
import { itemsOf } from '../../../collections';
import type { FindingId } from '../../../findings/catalogue';
import type { Observation, Report } from '../../../findings/finding';
import type { PolicyInput } from '../../../input/policy-input';
import type { RouteInput } from '../../../input/route-input';
import { type RuleInput, ruleInputs } from '../../../input/rule-input';
import type { Rule } from '../../../input/rule-types';
import { POLICY_KIND } from '../../../objects/groups';
import { checkPickerBackends } from '../../props/backends/picker-backends';
import { checkCookieScopes } from '../../props/keys/cookie-scope';
import { checkHashedHeaders } from '../../props/keys/hashed-headers';
import { checkParentKinds } from '../../props/references/parent-kinds';
import { checkSessionPersistence } from '../../props/rules/session-persistence';
import { checkStreaming } from '../../props/traffic-policy/streaming';
import { warnOfCookiePath } from '../../warnings/cookie-path';
import { warnOfRuleRetries } from '../../warnings/moves';
import { checkTargetBackends } from '../backends/target-backends';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { isSticky } from '../objects/attachments';
import { namedTargets, type PolicyTarget, routeOf } from '../objects/policy-targets';

/** Checks of the properties of a StickyGatewayRoute that also hold for a route of somebody else. */
const CHECKS: readonly ((input: RouteInput, report: Report) => void)[] = [
  checkParentKinds,
  checkPickerBackends,
  checkSessionPersistence,
  checkCookieScopes,
  checkHashedHeaders,
  checkStreaming,
  warnOfCookiePath,
  warnOfRuleRetries,
];

/** Instead of remedies that only a StickyGatewayRoute has. */
const REMEDIES: Partial<Record<FindingId, string>> = {
  'backend-picks-pod': 'use a Service, or name only the other rules by sectionName',
  'backend-without-pods': 'use a Service, or name only the other rules by sectionName',
  'session-persistence': 'remove it from the rule, or the rule from targetRefs',
};

/** Routes of the app that a StickyPolicy makes sticky, but that keep no client on a pod. */
export function checkTargetRoutes(objects: AppObjects, report: AppReport): void {
  for (const policy of objects.ofKind(POLICY_KIND).filter((each) => each.isForOthers && isSticky(each))) {
    for (const target of namedTargets(policy)) {
      const route = routeOf(target, policy, objects);
      if (route) {
        const input = targetInput(policy, target, route);
        const reportTarget: Report = (observation) => report(policy.construct, placedIn(route, target, observation));
        checkTargetBackends(input, route, objects, reportTarget);
        for (const check of CHECKS) {
          check(input, reportTarget);
        }
      }
    }
  }
}

/** The input that would render the rules of a route that a StickyPolicy is for. */
function targetInput(policy: AppObject, { kind, sectionName }: PolicyTarget, { spec }: AppObject): RouteInput {
  const input = policy.input as PolicyInput;
  const { _plan: plan } = input.stickiness;
  const isFor = ({ rule }: RuleInput) => sectionName === undefined || rule.name === sectionName;
  const rulesOf = <R extends Rule>(property: 'http' | 'grpc', ofKind: string) =>
    kind === ofKind ? ruleInputs<R>(property, itemsOf(spec.rules), () => plan).filter(isFor) : [];
  const http = rulesOf<HttpRouteSpecRules>('http', 'HTTPRoute');
  const grpc = rulesOf<GrpcRouteSpecRules>('grpc', 'GRPCRoute');
  return {
    ...input,
    // Its own settings are checked where they are written.
    trafficPolicy: undefined,
    parentRefs: itemsOf(spec.parentRefs),
    hostnames: spec.hostnames,
    http,
    grpc,
    rules: [...http, ...grpc],
    referenceGrants: false,
  };
}

/** A finding about a route of somebody else: the author of the policy can only change the target or the stickiness. */
function placedIn(route: AppObject, { property }: PolicyTarget, observation: Observation): Observation {
  if (observation.property === 'stickiness') {
    return observation;
  }
  const place = observation.property.replace(/^(http|grpc)\b/, 'rules');
  return {
    ...observation,
    property,
    remedy: REMEDIES[observation.id] ?? observation.remedy,
    expected: `${observation.expected}, at spec.${place} of ${route.key} (${route.path})`,
  };
}
