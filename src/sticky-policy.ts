import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { makeKnown } from './app/app-objects';
import { checkAtSynthesis } from './checks/at-synthesis';
import type { CheckedProps } from './checks/checked-props';
import { checkPolicyProps } from './checks/props';
import { POLICY_SHAPES, wellShaped } from './checks/shape';
import { EnvoyGatewayVersion } from './envoy-gateway-version';
import { trafficPolicySettings } from './policy/traffic-policy';
import { Stickiness } from './stickiness/stickiness';
import type { StickyPolicyProps } from './sticky-policy-props';
import { warningsOf } from './warnings/warnings';

/**
 * The BackendTrafficPolicy of Envoy Gateway that keeps clients on their pod, for routes that somebody else renders.
 *
 * Problems in the properties are reported at synthesis, together with all others of the app.
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

  /** What ties a client to its pod. */
  public readonly stickiness: Stickiness;

  public constructor(scope: Construct, id: string, props: StickyPolicyProps) {
    super(scope, id);
    const { sound, problems: ofShape } = wellShaped(props, POLICY_SHAPES);
    const { metadata, targetRefs = [], acknowledge: acknowledged = [] } = sound;
    const { stickiness = Stickiness.cookie(), target = EnvoyGatewayVersion.V1_9 } = sound;
    const { targetRefs: _, ...common } = sound;
    const rules = targetRefs.map(({ kind }, i) => ({
      property: `targetRefs[${i}]`,
      rule: {},
      isGrpc: kind === 'GRPCRoute',
      stickiness,
    }));
    const checked: CheckedProps = { ...common, rules, stickiness, target };

    const spec = { ...trafficPolicySettings(stickiness, checked), targetRefs };
    this.stickiness = stickiness;
    this.policy = new BackendTrafficPolicy(this, 'Resource', { metadata, spec });
    makeKnown(this.policy, { spec, acknowledged, isForOthers: true });

    const names = { name: this.policy.name, namespace: metadata?.namespace ?? Chart.of(this).namespace };
    checkAtSynthesis(this, () => ({
      problems: checkPolicyProps(checked, targetRefs, names, ofShape),
      warnings: warningsOf(checked),
    }));
  }
}
