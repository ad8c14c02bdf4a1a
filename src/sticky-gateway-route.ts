import { type ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { BackendTrafficPolicy, EnvoyExtensionPolicy, EnvoyPatchPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute, ReferenceGrantV1Beta1 } from '../imports/gateway.networking.k8s.io';
import { makeKnown } from './app/app-objects';
import { checkAtSynthesis } from './checks/at-synthesis';
import { placedRules } from './checks/checked-props';
import { wellShaped } from './checks/shape';
import { renderInLine } from './dependencies';
import { EnvoyGatewayVersion } from './envoy-gateway-version';
import { extensionSettings } from './policy/extension-policy';
import { patchPolicyParts } from './policy/patch-policy';
import { policyParts, type TargetedRoute, type TargetedRule } from './policy/policy-parts';
import { trafficPolicySettings } from './policy/traffic-policy';
import { itemsOf } from './route/lists';
import { madeName } from './route/names';
import { referenceGrantParts } from './route/reference-grants';
import { type RoutePart, splitRoute } from './route/split';
import { stickyGrpcRule, stickyHttpRule } from './route/sticky-rule';
import { Stickiness } from './stickiness/stickiness';
import type { StickyGatewayRouteProps } from './sticky-gateway-route-props';

/**
 * HTTPRoutes and GRPCRoutes whose clients stay on their pod, with the BackendTrafficPolicy of Envoy Gateway that sees to it.
 *
 * What is wrong in the properties is reported at synthesis, together with all other problems of the app.
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
  /** The HTTPRoutes, one unless hostnames or rules are split; none without `http`. */
  public readonly httpRoutes: HttpRoute[];

  /** The GRPCRoutes, one unless hostnames or rules are split; none without `grpc`. */
  public readonly grpcRoutes: GrpcRoute[];

  /** The traffic policies: those of all routes, then those of single rules; none where there is nothing to set. */
  public readonly policies: BackendTrafficPolicy[];

  /** The code of `SessionMechanism.ENDPOINT_OVERRIDE`, for all routes or single rules; none without it. */
  public readonly extensionPolicies: EnvoyExtensionPolicy[];

  /** The patches of `SessionMechanism.ENVELOPE`, one for each Gateway, in its namespace; none without it. */
  public readonly patchPolicies: EnvoyPatchPolicy[];

  /** What lets the routes into the namespaces of their backends, for 16 backends each; none unless `referenceGrants` is set. */
  public readonly referenceGrants: ReferenceGrantV1Beta1[];

  /** What ties a client to its pod, for all rules without a stickiness of their own. */
  public readonly stickiness: Stickiness;

  private readonly objects: ApiObject[] = [];

  public constructor(scope: Construct, id: string, props: StickyGatewayRouteProps) {
    super(scope, id);
    const { sound, problems: ofShape } = wellShaped(props);
    const { metadata, parentRefs, hostnames, http = [], grpc = [] } = sound;
    const { stickiness = Stickiness.cookie(), target = EnvoyGatewayVersion.V1_9 } = sound;
    const ruleStickiness = new Map(Object.entries(sound.ruleStickiness ?? {}));

    const stickinessOf = ({ name = '' }: { readonly name?: string }) => ruleStickiness.get(name) ?? stickiness;
    const httpRules = http.map((rule) => stickyHttpRule(rule, stickinessOf(rule)));
    const grpcRules = grpc.map((rule) => stickyGrpcRule(rule, stickinessOf(rule)));
    const httpParts = splitRoute(hostnames, httpRules);
    const grpcParts = splitRoute(hostnames, grpcRules);

    const namespace = metadata?.namespace ?? Chart.of(this).namespace;
    // Spreads come last: up to Node 20 every object that is a spread and more has a hidden class of its own, slow to read.
    const made = { metadata, acknowledged: sound.acknowledge ?? [] };

    this.stickiness = stickiness;
    this.httpRoutes = httpParts.map(({ suffix, ...part }) =>
      this.add(HttpRoute, `HttpRoute${suffix}`, { suffix, spec: { parentRefs, ...part }, ...made }),
    );
    this.grpcRoutes = grpcParts.map(({ suffix, ...part }) =>
      this.add(GrpcRoute, `GrpcRoute${suffix}`, { suffix, spec: { parentRefs, ...part }, ...made }),
    );
    const routes = [...targeted(this.httpRoutes, httpParts), ...targeted(this.grpcRoutes, grpcParts)];
    this.policies = policyParts(routes, stickiness, ruleStickiness, (each) =>
      trafficPolicySettings(each, { target, ...sound }),
    ).map(({ suffix, spec }) => this.add(BackendTrafficPolicy, `Policy${suffix}`, { suffix, spec, ...made }));
    this.extensionPolicies = policyParts(routes, stickiness, ruleStickiness, (each) => extensionSettings(each, target))
      .filter(({ spec }) => spec.lua)
      .map(({ suffix, spec }) => this.add(EnvoyExtensionPolicy, `ExtensionPolicy${suffix}`, { suffix, spec, ...made }));
    // A rule without backends is a redirect to Envoy, in which there is nothing to patch.
    const patchOf = (rule: TargetedRule) =>
      itemsOf(rule.backendRefs).length > 0 ? stickinessOf(rule)._parts.routePatch : undefined;
    this.patchPolicies = patchPolicyParts(parentRefs ?? [], routes, namespace ?? '', patchOf).map((part, i) =>
      this.add(EnvoyPatchPolicy, `PatchPolicy${i ? `-${i}` : ''}`, {
        spec: part.spec,
        elsewhere: {
          namespace: part.namespace,
          name: madeName(`${namespace}.${this.objects[0]?.name}.${part.gateway}`),
        },
        ...made,
      }),
    );
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
    checkAtSynthesis(this, { stickiness, target, rules, ...sound }, ofShape, names);
  }

  /**
   * Renders the objects of this construct behind those of others.
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
    { metadata, acknowledged, spec, suffix = '', elsewhere }: Made<S>,
  ): O {
    const [first] = this.objects;
    const name = first && { name: suffix === '' ? first.name : madeName(first.name + suffix) };
    const object = new type(this, first ? id : 'Resource', { metadata: { ...metadata, ...name, ...elsewhere }, spec });
    makeKnown(object, spec, acknowledged);
    this.objects.push(object);
    return object;
  }
}

/** What an object is made of. */
interface Made<S> {
  readonly metadata?: ApiObjectMetadata;
  readonly acknowledged: readonly string[];
  readonly spec: S;
  /** What its name has behind the base name. */
  readonly suffix?: string;
  /** Its place in another namespace, which all teams share: so the name carries that of the construct. */
  readonly elsewhere?: { readonly namespace: string; readonly name: string };
}

function targeted(routes: readonly ApiObject[], parts: readonly RoutePart<TargetedRule>[]): TargetedRoute[] {
  return routes.map(({ kind, name }, i) => ({ kind, name, rules: parts[i]?.rules ?? [] }));
}
