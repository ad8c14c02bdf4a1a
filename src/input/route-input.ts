import type {
  GrpcRouteSpecRules,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRules,
} from '../../imports/gateway.networking.k8s.io';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { has } from '../schema/cel';
import { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';
import type { CommonInput, PlacedPlan } from './common-input';
import { copyOf } from './copy';
import { type RuleInput, ruleInputs } from './rule-input';
import type { Rule } from './rule-types';
import { ROUTE_SHAPES, wellShaped } from './shapes';

const NEWEST = EnvoyGatewayVersion._newest;

/** The properties of a StickyGatewayRoute, complete and of the right shape. */
export interface RouteInput extends CommonInput {
  readonly stickiness: Stickiness;
  readonly parentRefs: readonly HttpRouteSpecParentRefs[];
  readonly hostnames: readonly string[] | undefined;
  readonly http: readonly RuleInput<HttpRouteSpecRules>[];
  readonly grpc: readonly RuleInput<GrpcRouteSpecRules>[];
  readonly referenceGrants: boolean;
}

export function routeInput(props: StickyGatewayRouteProps, chartNamespace: string | undefined): RouteInput {
  const { shaped: written, misshapen } = wellShaped(props, ROUTE_SHAPES);
  const namespace = written.metadata?.namespace ?? chartNamespace;
  const shaped = copyOf(written, namespace, (observation) => misshapen.push(observation));
  const { stickiness = Stickiness.cookie(), ruleStickiness = {}, metadata } = shaped;
  const ofRules = new Map(Object.entries(ruleStickiness).filter(([, each]) => has(each)));
  const ruleNames = [...(shaped.http ?? []), ...(shaped.grpc ?? [])].flatMap(({ name }: Rule) => name ?? []);
  const planOf = ({ name = '' }: Rule) => (ofRules.get(name) ?? stickiness)._plan;
  const http = ruleInputs('http', shaped.http ?? [], planOf);
  const grpc = ruleInputs('grpc', shaped.grpc ?? [], planOf);
  return {
    metadata,
    namespace,
    parentRefs: shaped.parentRefs ?? [],
    hostnames: shaped.hostnames,
    http,
    grpc,
    rules: [...http, ...grpc],
    stickiness,
    plans: [
      { property: 'stickiness', plan: stickiness._plan, isDefault: shaped.stickiness === undefined },
      ...inOrder(ofRules, ruleNames).map(ofRule),
    ],
    trafficPolicy: shaped.trafficPolicy,
    streaming: shaped.streaming,
    referenceGrants: shaped.referenceGrants ?? false,
    acknowledge: shaped.acknowledge ?? [],
    target: shaped.target ? EnvoyGatewayVersion._own(shaped.target) : NEWEST,
    misshapen,
  };
}

/** The entries in the order of the rules, because maps of Java and Go have none; unknown rules come last. */
function inOrder(ofRules: ReadonlyMap<string, Stickiness>, ruleNames: readonly string[]): [string, Stickiness][] {
  const unknown = [...ofRules.keys()].filter((name) => !ruleNames.includes(name)).sort();
  return [...new Set([...ruleNames, ...unknown])].flatMap((name): [string, Stickiness][] => {
    const stickiness = ofRules.get(name);
    return stickiness ? [[name, stickiness]] : [];
  });
}

function ofRule([ruleName, { _plan: plan }]: [string, Stickiness]): PlacedPlan {
  return { property: `ruleStickiness[${JSON.stringify(ruleName)}]`, plan, ruleName };
}
