import { hasBackends, hasSeveralBackends } from '../input/rule-input';
import type { StickinessPlan } from '../stickiness/plan';
import type { RenderedRule } from './object-spec';

/** Annotation for those who read an object in the cluster and find filters that its author did not write. */
const EXPLANATION = 'cdk8s-sticky-gateway-route/explanation';

type Annotations = Readonly<Record<string, string>>;

/** Explains the filters of a route; empty if all of them are the author's. */
export function routeExplanation(rules: readonly RenderedRule[], isForSessions: boolean): Annotations {
  const helped = rules.filter(
    ({ source }) =>
      (source.plan.headerChanges && hasBackends(source)) || (source.plan.loadBalancer && hasSeveralBackends(source)),
  );
  const factories = [...new Set(helped.map(({ source }) => source.plan.factory))].join(' and ');
  if (isForSessions) {
    return explanation(
      `This route takes the requests with a session of ${factories} to the pod of the session, whatever the weights of the route ` +
        'that it is named after. Both belong together: edit weights only there.',
    );
  }
  return helped.length > 0
    ? explanation(`Header filters that no author wrote belong to ${factories}, which keeps clients on their pod.`)
    : {};
}

/** Explains a policy that works only together with the filters of its routes. */
export function policyExplanation({ factory, pin, headerChanges }: StickinessPlan): Annotations {
  if (pin) {
    return explanation(
      `With ${factory} each request names its pod: Envoy takes the address from the header in endpointOverride, else the load balancer chooses.`,
    );
  }
  return headerChanges
    ? explanation(`With ${factory} a header filter of the routes computes the key that this policy hashes.`)
    : {};
}

function explanation(text: string): Annotations {
  return { [EXPLANATION]: text };
}
