import { App, Chart } from 'cdk8s';
import {
  type EnvoyGatewayVersion,
  envoygateway,
  StickyGatewayRoute,
  type StickyGatewayRouteProps,
} from 'cdk8s-sticky-gateway-route';
import type { Plan, RoutePlan } from '../routes/route-plan';
import { stickinessOf } from '../routes/stickiness';
import { constructId, constructProps, filterProps } from './construct-props';

/** Id of the chart of all constructs. */
export const CHART = 'migrated';

/** A Kubernetes object. */
export type Manifest = Readonly<Record<string, unknown>>;

export interface Rendered {
  readonly objects: readonly Manifest[];
  /** The plans that the construct accepts. */
  readonly plans: readonly Plan[];
}

/** Called for each plan that the construct refuses, with its messages. */
export type OnRefusedPlan = (plan: Plan, messages: readonly string[]) => void;

/** The manifests of all plans, checked by the constructs; those that it refuses are left out, so that the others go on. */
export function renderObjects(
  plans: readonly Plan[],
  target: EnvoyGatewayVersion | undefined,
  refused: OnRefusedPlan,
): Rendered {
  try {
    return { objects: synthesized(plans, target), plans };
  } catch (error) {
    const messages = messagesOf(error);
    const bad = plans.filter((plan) => messages.has(constructId(plan)));
    if (bad.length === 0) {
      throw error;
    }
    for (const plan of bad) {
      refused(plan, messages.get(constructId(plan)) ?? []);
    }
    return renderObjects(
      plans.filter((plan) => !bad.includes(plan)),
      target,
      refused,
    );
  }
}

function synthesized(plans: readonly Plan[], target: EnvoyGatewayVersion | undefined): Manifest[] {
  const chart = new Chart(new App(), CHART);
  for (const plan of plans) {
    addPlan(chart, plan, target);
  }
  return chart.toJson();
}

function addPlan(chart: Chart, plan: Plan, target: EnvoyGatewayVersion | undefined): void {
  if (plan.kind === 'filter') {
    new envoygateway.HttpRouteFilter(chart, constructId(plan), filterProps(plan) as envoygateway.HttpRouteFilterProps);
  } else {
    new StickyGatewayRoute(chart, constructId(plan), routeProps(plan, target));
  }
}

function routeProps(plan: RoutePlan, target: EnvoyGatewayVersion | undefined): StickyGatewayRouteProps {
  const { stickiness, ruleStickiness, ...props } = constructProps(plan);
  const ofRules = Object.entries(ruleStickiness ?? {}).map(([name, call]) => [name, stickinessOf(call)] as const);
  return {
    ...(props as unknown as StickyGatewayRouteProps),
    stickiness: stickinessOf(stickiness),
    ...(ofRules.length > 0 && { ruleStickiness: Object.fromEntries(ofRules) }),
    ...(target && { target }),
  };
}

/** The messages of a failed synthesis, by the id of their construct. */
function messagesOf(error: unknown): Map<string, string[]> {
  const messages = new Map<string, string[]>();
  const text = error instanceof Error ? error.message : String(error);
  for (const [, id = '', message = ''] of text.matchAll(new RegExp(`\\[${CHART}/([^\\]/]+)[^\\]]*\\] (.*)`, 'g'))) {
    messages.set(id, [...(messages.get(id) ?? []), message]);
  }
  return messages;
}
