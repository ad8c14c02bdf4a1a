import { type ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute, ReferenceGrantV1Beta1 } from '../imports/gateway.networking.k8s.io';
import { makeKnown } from './app/app-objects';
import { checkAtSynthesis } from './checks/at-synthesis';
import { placedRules } from './checks/checked-props';
import { checkProps } from './checks/props';
import { ROUTE_SHAPES, wellShaped } from './checks/shape';
import { renderInLine } from './dependencies';
import { EnvoyGatewayVersion } from './envoy-gateway-version';
import { policyParts, type TargetedRoute, type TargetedRule } from './policy/policy-parts';
import { trafficPolicySettings } from './policy/traffic-policy';
import { madeName } from './route/names';
import { grpcConditions, httpConditions, type MatchConditions } from './route/precedence';
import { referenceGrantParts } from './route/reference-grants';
import { hasBackends, type Rule } from './route/rule';
import { sessionsRules } from './route/sessions-route';
import { type RoutePart, splitRoute } from './route/split';
import { stickyRule } from './route/sticky-rule';
import type { PinCookie } from './stickiness/pin';
import { Stickiness } from './stickiness/stickiness';
import type { StickyGatewayRouteProps } from './sticky-gateway-route-props';
import { warningsOf } from './warnings/warnings';

/**
 * HTTPRoutes and GRPCRoutes whose clients stay on their pod, with the BackendTrafficPolicy of Envoy Gateway that keeps them there.
 *
 * Problems in the properties are reported at synthesis, together with all others of the app.
 *
 * @example
 *
 * new StickyGatewayRoute(chart, 'api', {
 *   parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
 *   hostnames: ['api.example.com'],
 *   http: [{ backendRefs: [{ name: 'api', port: 80 }] }],
 *   stickiness: Stickiness.header('X-Session-Id'),
 * });
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/load-balancing/
 */
export class StickyGatewayRoute extends Construct {
  /**
   * The HTTPRoutes, one unless hostnames or rules are split; none without `http`.
   *
   * Where sessions are kept over several backends, the routes for requests with a session come last: their names end in
   * `-sessions`. The weights of all others are for new sessions, and may be edited in the cluster.
   */
  public readonly httpRoutes: HttpRoute[];

  /** The GRPCRoutes, as the HTTPRoutes; none without `grpc`. */
  public readonly grpcRoutes: GrpcRoute[];

  /** The traffic policies: those of all routes, then those of single rules; none where there is nothing to set. */
  public readonly policies: BackendTrafficPolicy[];

  /** ReferenceGrants for backends in other namespaces, up to 16 backends each; none unless `referenceGrants` is set. */
  public readonly referenceGrants: ReferenceGrantV1Beta1[];

  /** What ties a client to its pod, for all rules without a stickiness of their own. */
  public readonly stickiness: Stickiness;

  private readonly objects: ApiObject[] = [];

  public constructor(scope: Construct, id: string, props: StickyGatewayRouteProps) {
    super(scope, id);
    const { sound, problems: ofShape } = wellShaped(props, ROUTE_SHAPES);
    const { metadata, parentRefs, hostnames, http = [], grpc = [] } = sound;
    const { stickiness = Stickiness.cookie(), target = EnvoyGatewayVersion.V1_9 } = sound;
    const ruleStickiness = new Map(Object.entries(sound.ruleStickiness ?? {}));

    const stickinessOf = ({ name = '' }: { readonly name?: string }) => ruleStickiness.get(name) ?? stickiness;
    const httpParts = routeParts(hostnames, http, stickinessOf, httpConditions);
    const grpcParts = routeParts(hostnames, grpc, stickinessOf, grpcConditions);

    const namespace = metadata?.namespace ?? Chart.of(this).namespace;
    // Spreads come last: up to Node 20 every object that is a spread and more has a hidden class of its own, slow to read.
    const made = { metadata, acknowledged: sound.acknowledge ?? [] };
    const cookiesOf = (rules: readonly Rule[]) =>
      rules.map((rule) => (hasBackends(rule) ? stickinessOf(rule)._parts.pin?.cookie : undefined));

    this.stickiness = stickiness;
    this.httpRoutes = httpParts.map(({ suffix, ...part }) =>
      this.add(HttpRoute, `HttpRoute${suffix}`, {
        suffix,
        cookies: cookiesOf(part.rules),
        spec: { parentRefs, ...part },
        ...made,
      }),
    );
    this.grpcRoutes = grpcParts.map(({ suffix, ...part }) =>
      this.add(GrpcRoute, `GrpcRoute${suffix}`, { suffix, spec: { parentRefs, ...part }, ...made }),
    );
    const routes = [...targeted(this.httpRoutes, httpParts), ...targeted(this.grpcRoutes, grpcParts)];
    this.policies = policyParts(routes, stickiness, ruleStickiness, (each) =>
      trafficPolicySettings(each, { target, ...sound }),
    ).map(({ suffix, spec }) => this.add(BackendTrafficPolicy, `Policy${suffix}`, { suffix, spec, ...made }));
    const granted = sound.referenceGrants
      ? ([
          ['HTTPRoute', http],
          ['GRPCRoute', grpc],
        ] as const)
      : [];
    this.referenceGrants = referenceGrantParts(granted, namespace ?? '').map((part, i) =>
      this.add(ReferenceGrantV1Beta1, `ReferenceGrant${i ? `-${i}` : ''}`, {
        spec: part.spec,
        elsewhere: { namespace: part.namespace, name: madeName(`${namespace}.${this.objects[0]?.name}${part.suffix}`) },
        ...made,
      }),
    );

    renderInLine(this, this.objects);
    const names = { name: this.objects[0]?.name, namespace };
    const rules = placedRules(sound, stickinessOf);
    const checked = { stickiness, target, rules, ...sound };
    checkAtSynthesis(this, () => ({
      problems: checkProps(checked, names, ofShape),
      warnings: warningsOf(checked),
    }));
  }

  /**
   * Renders this construct's objects after those of the given constructs.
   *
   * @param dependencies the constructs to come first
   */
  public addDependency(...dependencies: IConstruct[]): void {
    this.node.addDependency(...dependencies);
  }

  /** Adds an object; the first is the default child, and the others are named after it. */
  private add<O extends ApiObject, S extends object>(
    type: new (scope: Construct, id: string, props: { readonly metadata?: ApiObjectMetadata; readonly spec: S }) => O,
    id: string,
    { metadata, acknowledged, cookies = [], spec, suffix = '', elsewhere }: Made<S>,
  ): O {
    const [first] = this.objects;
    const name = first && { name: suffix === '' ? first.name : madeName(first.name + suffix) };
    const object = new type(this, first ? id : 'Resource', { metadata: { ...metadata, ...name, ...elsewhere }, spec });
    makeKnown(object, { spec, acknowledged, cookies });
    this.objects.push(object);
    return object;
  }
}

/** What an object is made of. */
interface Made<S> {
  readonly metadata?: ApiObjectMetadata;
  readonly acknowledged: readonly string[];
  readonly spec: S;
  /** The session cookies of its rules. */
  readonly cookies?: readonly (PinCookie | undefined)[];
  /** What its name has behind the base name. */
  readonly suffix?: string;
  /** Its place in another namespace, which all teams share: so the name carries that of the construct. */
  readonly elsewhere?: { readonly namespace: string; readonly name: string };
}

/** The author's rules as routes, and behind them the rules for their sessions. */
function routeParts<R extends Rule>(
  hostnames: readonly string[] | undefined,
  rules: readonly R[],
  stickinessOf: (rule: R) => Stickiness,
  conditionsOf: (match: object) => MatchConditions,
): RoutePart<R>[] {
  const sticky = rules.map((rule) => ({ rule, stickiness: stickinessOf(rule) }));
  const rendered = sticky.map(({ rule, stickiness }) => stickyRule(rule, stickiness));
  const parts = splitRoute(hostnames, rendered);
  const sessions = sessionsRules(sticky, conditionsOf);
  if (sessions.length === 0) {
    return parts;
  }
  // In the parts of the rules that they belong to, as the order of rules holds in one route alone.
  const sessionsOf = new Map(sessions.map(({ place, rule }) => [rendered[place], rule]));
  return parts.concat(
    parts
      .map((part) => ({
        ...part,
        suffix: `-sessions${part.suffix}`,
        rules: part.rules.flatMap((rule) => sessionsOf.get(rule) ?? []),
      }))
      .filter(({ rules }) => rules.length > 0),
  );
}

function targeted(routes: readonly ApiObject[], parts: readonly RoutePart<TargetedRule>[]): TargetedRoute[] {
  return routes.map(({ kind, name }, i) => ({ kind, name, rules: parts[i]?.rules ?? [] }));
}
