import { type ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { BackendTrafficPolicy, EnvoyExtensionPolicy, EnvoyPatchPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute } from '../imports/gateway.networking.k8s.io';
import { checkProps } from './checks/props';
import { wellShaped } from './checks/shape';
import { renderInLine } from './dependencies';
import { EnvoyGatewayVersion } from './envoy-gateway-version';
import { extensionSettings } from './policy/extension-policy';
import { type PatchPolicyPart, patchPolicyParts } from './policy/patch-policy';
import { policyParts, type TargetedRoute } from './policy/policy-parts';
import { trafficPolicySettings } from './policy/traffic-policy';
import { describeProblem } from './problem';
import { suffixedName } from './route/names';
import { type RoutePart, splitRoute } from './route/split';
import { stickyGrpcRule, stickyHttpRule } from './route/sticky-rule';
import { Stickiness } from './stickiness/stickiness';
import type { StickyGatewayRouteProps } from './sticky-gateway-route-props';
import { describeWarning } from './warnings/warning';
import { warningsOf } from './warnings/warnings';

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

    this.stickiness = stickiness;
    this.httpRoutes = httpParts.map(({ suffix, ...part }) =>
      this.add(HttpRoute, 'HttpRoute', suffix, { metadata, spec: { parentRefs, ...part } }),
    );
    this.grpcRoutes = grpcParts.map(({ suffix, ...part }) =>
      this.add(GrpcRoute, 'GrpcRoute', suffix, { metadata, spec: { parentRefs, ...part } }),
    );
    const routes = [...targeted(this.httpRoutes, httpParts), ...targeted(this.grpcRoutes, grpcParts)];
    this.policies = policyParts(routes, stickiness, ruleStickiness, (each) =>
      trafficPolicySettings(each, { ...sound, target }),
    ).map(({ suffix, spec }) => this.add(BackendTrafficPolicy, 'Policy', suffix, { metadata, spec }));
    this.extensionPolicies = policyParts(routes, stickiness, ruleStickiness, (each) => extensionSettings(each, target))
      .filter(({ spec }) => spec.lua)
      .map(({ suffix, spec }) => this.add(EnvoyExtensionPolicy, 'ExtensionPolicy', suffix, { metadata, spec }));
    const namespace = metadata?.namespace ?? Chart.of(this).namespace;
    const patchOf = (rule: { readonly name?: string }) => stickinessOf(rule)._parts.routePatch;
    this.patchPolicies = patchPolicyParts(parentRefs ?? [], routes, namespace ?? '', patchOf).map((part, i) =>
      this.addPatchPolicy(part, i, namespace, metadata),
    );

    renderInLine(this, this.objects);
    const checked = { ...sound, stickiness, target, stickinessOf };
    const warnings = warningsOf(checked).map(describeWarning);
    for (const warning of warnings) {
      this.node.addMetadata('warning', warning);
    }
    let problems: string[] | undefined;
    this.node.addValidation({
      // cdk8s asks once for every chart of the app.
      validate: () => {
        if (!problems) {
          problems = checkProps(checked, { name: this.objects[0]?.name, namespace }, ofShape).map(describeProblem);
          process.stderr.write(warnings.map((warning) => `warning [${this.node.path}] ${warning}\n`).join(''));
        }
        return problems;
      },
    });
  }

  /**
   * Renders the objects of this construct behind those of others.
   *
   * @param dependencies the constructs to come first
   */
  public addDependency(...dependencies: IConstruct[]): void {
    this.node.addDependency(...dependencies);
  }

  /** Adds an object; the first is the default child, and all others are named after it. */
  private add<O extends ApiObject, P extends { readonly metadata?: ApiObjectMetadata }>(
    type: new (scope: Construct, id: string, props: P) => O,
    kind: string,
    suffix: string,
    props: P,
  ): O {
    const [first] = this.objects;
    const object = first
      ? new type(this, kind + suffix, {
          ...props,
          metadata: { ...props.metadata, name: suffixedName(first.name, suffix) },
        })
      : new type(this, 'Resource', props);
    this.objects.push(object);
    return object;
  }

  /** The name carries the namespace of the routes, as all teams share that of the Gateway. */
  private addPatchPolicy(
    { gateway, namespace, spec }: PatchPolicyPart,
    index: number,
    ownNamespace: string | undefined,
    metadata?: ApiObjectMetadata,
  ): EnvoyPatchPolicy {
    const name = `${ownNamespace}.${this.objects[0]?.name}.${gateway}`;
    const policy = new EnvoyPatchPolicy(this, `PatchPolicy${index === 0 ? '' : `-${index}`}`, {
      metadata: { ...metadata, name, namespace },
      spec,
    });
    this.objects.push(policy);
    return policy;
  }
}

function targeted(
  routes: readonly ApiObject[],
  parts: readonly RoutePart<{ readonly name?: string }>[],
): TargetedRoute[] {
  return routes.map(({ kind, name }, i) => ({ kind, name, rules: parts[i]?.rules ?? [] }));
}
