import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps, PlacedRule } from '../checks/checked-props';
import { collect, itemsOf } from '../route/lists';
import { type BackendRef, isWeighted } from '../route/sticky-rule';
import { setsCookie } from './used-stickiness';
import type { Warning } from './warning';

/** What moves clients although their pod is there. */
export function moves(props: CheckedProps): Warning[] {
  const sticky = props.rules.filter(({ stickiness: { _parts } }) => _parts.loadBalancer ?? _parts.sessionPersistence);
  return sticky.length === 0
    ? []
    : collect(sticky, ofBackends).concat(collect(sticky, ofRuleRetry), ofPolicy(props.trafficPolicy, sticky));
}

function ofBackends({ property, rule, stickiness }: PlacedRule): Warning[] {
  const zero = collect(itemsOf<BackendRef>(rule.backendRefs), ({ name, weight }, i) =>
    weight === 0
      ? [
          {
            id: 'weight-zero' as const,
            property: `${property}.backendRefs[${i}].weight`,
            text: `0 takes ${name} out of the rule at once, and its clients with it`,
          },
        ]
      : [],
  );
  const { members = [stickiness._parts] } = stickiness._parts;
  return isWeighted(rule) && members.some(setsCookie)
    ? [
        ...zero,
        {
          id: 'weighted-cookie',
          property: `${property}.backendRefs`,
          text:
            'the first request of a client has no cookie to hash, so some new clients change between weighted backends with ' +
            'their second (18 % at 90/10); Stickiness.sessionCookie() keeps them',
        },
      ]
    : zero;
}

const RETRY = 'a retry reaches another pod than the one that the client is tied to';

function ofRuleRetry({ property, rule }: PlacedRule): Warning[] {
  return (rule as HttpRouteSpecRules).retry ? [{ id: 'retry', property: `${property}.retry`, text: RETRY }] : [];
}

function ofPolicy(trafficPolicy: CheckedProps['trafficPolicy'], sticky: readonly PlacedRule[]): Warning[] {
  if (!trafficPolicy) {
    return [];
  }
  const forServers = sticky.every(({ stickiness }) => stickiness._parts.sessionHeader);
  return [
    // What checkSessions lets pass is what a session is better off with.
    ...(trafficPolicy.retry && !forServers
      ? [{ id: 'retry' as const, property: 'trafficPolicy.retry', text: RETRY }]
      : []),
    ...(trafficPolicy.healthCheck
      ? [
          {
            id: 'health-check' as const,
            property: 'trafficPolicy.healthCheck',
            text:
              'clients of a pod that fails its checks reach another one, and in panic mode (half of the pods failing, unless ' +
              'panicThreshold says otherwise) also pods that fail',
          },
        ]
      : []),
  ];
}
