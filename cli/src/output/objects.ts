import { App, Chart } from 'cdk8s';
import {
  type EnvoyGatewayVersion,
  envoygateway,
  StickyGatewayRoute,
  type StickyGatewayRouteProps,
} from 'cdk8s-sticky-gateway-route';
import { warningOutput } from 'cdk8s-sticky-gateway-route/command';
import type { Report } from '../report/report';
import type { Plan, RoutePlan } from '../routes/route-plan';
import { stickinessOf } from '../routes/stickiness/made-stickiness';
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

/** The manifests of all plans; an Ingress of which the construct refuses a plan is left out, so that the others go on. */
export function renderObjects(
  plans: readonly Plan[],
  target: EnvoyGatewayVersion | undefined,
  report: Report,
): Rendered {
  const warnings: Message[] = [];
  try {
    const objects = withWarnings(warnings, () => synthesized(plans, target));
    tellWarnings(plans, warnings, report);
    return { objects, plans };
  } catch (error) {
    const refused = new Set<string>();
    for (const { id, message } of messagesOf(error)) {
      for (const plan of plans.filter((each) => constructId(each) === id)) {
        report.fail({ id: plan.ingress, source: plan.source }, message);
        refused.add(plan.ingress);
      }
    }
    if (refused.size === 0) {
      throw error;
    }
    return renderObjects(
      plans.filter(({ ingress }) => !refused.has(ingress)),
      target,
      report,
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

/** A message about the construct of this id. */
interface Message {
  readonly id: string;
  readonly message: string;
}

function messagesOf(error: unknown): Message[] {
  const text = error instanceof Error ? error.message : String(error);
  const found = text.matchAll(new RegExp(`\\[${CHART}/([^\\]/]+)[^\\]]*\\] (.*)`, 'g'));
  return [...found].map(([, id = '', message = '']) => ({ id, message }));
}

/** Collects the warnings of the constructs instead of printing them. */
function withWarnings<T>(warnings: Message[], synthesize: () => T): T {
  const { write } = warningOutput;
  warningOutput.write = (place, message) => {
    const [, id = ''] = place.split('/');
    warnings.push({ id, message });
  };
  try {
    return synthesize();
  } finally {
    warningOutput.write = write;
  }
}

function tellWarnings(plans: readonly Plan[], warnings: readonly Message[], report: Report): void {
  for (const { id, message } of warnings) {
    const { ingress = '', source = '' } = plans.find((each) => constructId(each) === id) ?? {};
    report.part({ id: ingress, source }, 'warning', 'stickiness', 'near', message);
  }
}
