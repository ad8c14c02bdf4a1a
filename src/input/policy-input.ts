import type { BackendTrafficPolicySpecTargetRefs } from '../../imports/gateway.envoyproxy.io';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { Stickiness } from '../stickiness/stickiness';
import type { StickyPolicyProps } from '../sticky-policy-props';
import type { CommonInput } from './common-input';
import { copyOf } from './copy';
import { routesOf } from './references';
import { POLICY_SHAPES, wellShaped } from './shapes';

const NEWEST = EnvoyGatewayVersion._newest;

/** The properties of a StickyPolicy, complete and of the right shape. */
export interface PolicyInput extends CommonInput {
  readonly stickiness: Stickiness;
  readonly targetRefs: BackendTrafficPolicySpecTargetRefs[];
}

export function policyInput(props: StickyPolicyProps, chartNamespace: string | undefined): PolicyInput {
  const { shaped: given, misshapen } = wellShaped(props, POLICY_SHAPES);
  const written = { ...given, targetRefs: (given.targetRefs ?? []).flatMap(routesOf) } as StickyPolicyProps;
  const namespace = written.metadata?.namespace ?? chartNamespace;
  const shaped = copyOf(written, namespace, (observation) => misshapen.push(observation));
  const { stickiness = Stickiness.cookie(), targetRefs, metadata } = shaped;
  return {
    metadata,
    namespace,
    targetRefs,
    rules: targetRefs.map(({ kind }, i) => ({
      property: `targetRefs[${i}]`,
      isGrpc: kind === 'GRPCRoute',
      rule: {},
      plan: stickiness._plan,
      matches: [],
      filters: [],
      backendRefs: [],
    })),
    stickiness,
    plans: [{ property: 'stickiness', plan: stickiness._plan, isDefault: shaped.stickiness === undefined }],
    trafficPolicy: shaped.trafficPolicy,
    streaming: shaped.streaming,
    acknowledge: shaped.acknowledge ?? [],
    target: shaped.target ? EnvoyGatewayVersion._own(shaped.target) : NEWEST,
    misshapen,
  };
}
