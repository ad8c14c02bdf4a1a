import type { ApiObjectMetadata } from 'cdk8s';
import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Observation } from '../findings/finding';
import type { StickinessPlan } from '../stickiness/plan';
import type { RuleInput } from './rule-input';

/** The properties that both constructs have, complete and of the right shape. */
export interface CommonInput {
  readonly metadata: ApiObjectMetadata | undefined;
  /** Namespace of the objects; not known if neither the metadata nor the chart has one. */
  readonly namespace: string | undefined;
  /** The stickiness of all rules without their own, then those of single rules. */
  readonly plans: readonly PlacedPlan[];
  /** First HTTP rules, then gRPC rules; for a StickyPolicy a stand-in for each target. */
  readonly rules: readonly RuleInput[];
  readonly trafficPolicy: BackendTrafficPolicySpec | undefined;
  readonly streaming: boolean | undefined;
  readonly acknowledge: readonly string[];
  readonly target: EnvoyGatewayVersion;
  /** Values of the wrong shape, which are left out of the input. */
  readonly misshapen: readonly Observation[];
}

/** A stickiness and the property that it was written in. */
export interface PlacedPlan {
  readonly property: string;
  readonly plan: StickinessPlan;
  /** Name of the rule; none for the stickiness of all others. */
  readonly ruleName?: string;
  /** Whether the author left it to the default. */
  readonly isDefault?: boolean;
}
