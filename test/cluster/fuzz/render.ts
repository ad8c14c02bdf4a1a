import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  EnvoyGatewayVersion,
  StickyGatewayRoute,
  type StickyGatewayRouteProps,
  StickyPolicy,
  type StickyPolicyProps,
} from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { ACKNOWLEDGEABLE_IDS } from '../../../src/findings/catalogue';
import { type Message, messagesOfApp, parse } from '../../support/findings';
import { uncheckedManifests } from '../unchecked-manifests';
import { type Case, plainRoute } from './cases';
import { unchecked } from './refusals';
import { inSlot, slotNamespace } from './slots';
import { stickinessOf } from './stickiness-calls';

/** The errors of `cdk8s synth` for a case; none if it accepts the case. */
export function problemsOf(each: Case): Message[] {
  try {
    return messagesOfApp(chartOf(new App(), each, 0));
  } catch (error) {
    return [parse((error as Error).message)];
  }
}

/** The manifests of a case in a slot, as `cdk8s synth` writes them. */
export function manifestsOf(each: Case, slot: number): Manifest[] {
  return Testing.synth(chartOf(new App(), each, slot));
}

/** The same manifests without any checks. */
export function uncheckedManifestsOf(each: Case, slot: number): Manifest[] {
  return unchecked(() => uncheckedManifests(chartOf(new App(), each, slot)));
}

function chartOf(app: App, { props, stickiness, ruleStickiness = {} }: Case, slot: number): Chart {
  const chart = new Chart(app, 'chart', { namespace: slotNamespace(slot) });
  const ofRules = Object.entries(ruleStickiness).map(([rule, call]) => [rule, stickinessOf(call)]);
  const common = {
    ...(placed(props, slot) as object),
    acknowledge: [
      ...ACKNOWLEDGEABLE_IDS.filter((id) => id !== 'session-cookie-conflict'),
      ...(props.acknowledge ?? []),
    ],
    stickiness: stickiness && stickinessOf(stickiness),
  };
  if (props.targetRefs) {
    new ApiObject(chart, 'plain', placed(plainRoute, slot) as typeof plainRoute);
    new StickyPolicy(chart, 'route', common as unknown as StickyPolicyProps);
  } else {
    const route = { ...common, ruleStickiness: Object.fromEntries(ofRules) };
    new StickyGatewayRoute(chart, 'route', route as unknown as StickyGatewayRouteProps);
  }
  return chart;
}

/** The same properties for a slot. They are plain data, except for the target. */
function placed(value: unknown, slot: number): unknown {
  if (typeof value === 'string') {
    return inSlot(value, slot);
  }
  if (Array.isArray(value)) {
    return value.map((each) => placed(each, slot));
  }
  if (typeof value !== 'object' || value === null || value instanceof EnvoyGatewayVersion) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each, slot)]));
}
