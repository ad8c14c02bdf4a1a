import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { synthesisChecks } from './checks/at-synthesis';
import { checkPolicy } from './checks/check-policy';
import { acknowledge } from './findings/acknowledge';
import { policyInput } from './input/policy-input';
import { rememberOrigin } from './objects/origin';
import { policySettings } from './objects/policy-settings';
import { storedSpec } from './objects/stored';
import type { Stickiness } from './stickiness/stickiness';
import type { StickyPolicyProps } from './sticky-policy-props';

/**
 * A BackendTrafficPolicy of Envoy Gateway that keeps clients on their pod, for routes that somebody else renders.
 *
 * Errors are reported at synthesis, together with those of the whole app.
 *
 * @example
 *
 * new StickyPolicy(chart, 'sticky', {
 *   targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'wiki' }],
 *   stickiness: Stickiness.cookie({ path: '/' }),
 * });
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/load-balancing/
 */
export class StickyPolicy extends Construct {
  /** The policy. */
  public readonly policy: BackendTrafficPolicy;

  /** How clients stay on their pod. */
  public readonly stickiness: Stickiness;

  /**
   * @param scope the chart, or a construct in it
   * @param id id of the construct in its scope
   * @param props the routes and their stickiness
   */
  public constructor(scope: Construct, id: string, props: StickyPolicyProps) {
    super(scope, id);
    const input = policyInput(props, Chart.of(this).namespace);
    const { metadata, stickiness, targetRefs } = input;
    const spec = storedSpec('BackendTrafficPolicy', { ...policySettings(stickiness._plan, input), targetRefs });
    this.stickiness = stickiness;
    this.policy = new BackendTrafficPolicy(this, 'Resource', { ...(metadata && { metadata }), spec });
    rememberOrigin(this.policy, { construct: this, spec, input, isForOthers: true });

    acknowledge(this, input.acknowledge);
    synthesisChecks.add(this, (report) => checkPolicy(input, this.policy.name, report));
  }
}
