import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  EnvoyGatewayVersion,
  StickyGatewayRoute,
  type StickyGatewayRouteProps,
  StickyPolicy,
  type StickyPolicyProps,
} from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { WARNING_IDS } from '../../../src/warnings/warning';
import { uncheckedManifests } from '../unchecked-manifests';
import { type Case, plainRoute, slotLabel } from './cases';
import { unchecked } from './refusals';
import { slotNamespace } from './slots';
import { stickinessOf } from './stickiness-calls';

/** For what `cdk8s synth` refuses a case; empty where it takes it. */
export function problemsOf(each: Case): string[] {
  try {
    manifestsOf(each, 0);
    return [];
  } catch (error) {
    const problems = (error as Error).message.split('\n').filter((line) => line.includes('; allowed: '));
    if (problems.length === 0) {
      throw error;
    }
    return problems.map((problem) => problem.replace('  [chart/route] ', ''));
  }
}

/** The manifests of a case in a slot, as `cdk8s synth` writes them. */
export function manifestsOf(each: Case, slot: number): Manifest[] {
  return Testing.synth(chartOf(new App(), each, slot));
}

/** The same, of what nobody has checked. */
export function uncheckedManifestsOf(each: Case, slot: number): Manifest[] {
  return unchecked(() => uncheckedManifests(chartOf(new App(), each, slot)));
}

function chartOf(app: App, { props, stickiness, ruleStickiness = {} }: Case, slot: number): Chart {
  const chart = new Chart(app, 'chart', { namespace: slotNamespace(slot) });
  const ofRules = Object.entries(ruleStickiness).map(([rule, call]) => [rule, stickinessOf(call)]);
  const common = {
    ...(placed(props, slot) as object),
    acknowledge: [...WARNING_IDS, ...(props.acknowledge ?? [])],
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

/** The same properties for a slot: plain data but for the target. */
function placed(value: unknown, slot: number): unknown {
  if (typeof value === 'string') {
    const label = `slot${String(slot).padStart(3, '0')}`;
    return value.replace(slotLabel, label);
  }
  if (Array.isArray(value)) {
    return value.map((each) => placed(each, slot));
  }
  if (typeof value !== 'object' || value === null || value instanceof EnvoyGatewayVersion) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each, slot)]));
}
