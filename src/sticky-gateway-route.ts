import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct, Dependable, type IConstruct } from 'constructs';
import { BackendTrafficPolicy } from '../imports/gateway.envoyproxy.io';
import { GrpcRoute, HttpRoute } from '../imports/gateway.networking.k8s.io';
import { checkProps } from './checks/props';
import { wellShaped } from './checks/shape';
import { EnvoyGatewayVersion } from './envoy-gateway-version';
import { policyParts, type TargetedRoute } from './policy/policy-parts';
import { describeProblem } from './problem';
import { suffixedName } from './route/names';
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

  /** The policies: those of all routes, then those of single rules; none where there is nothing to set. */
  public readonly policies: BackendTrafficPolicy[];

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
    this.policies = policyParts(routes, stickiness, ruleStickiness, { ...sound, target }).map(({ suffix, spec }) =>
      this.add(BackendTrafficPolicy, 'Policy', suffix, { metadata, spec }),
    );

    this.implementDependencies();
    const checked = { ...sound, stickiness, target, stickinessOf };
    let problems: string[] | undefined;
    this.node.addValidation({
      // cdk8s asks once for every chart of the app.
      validate: () => {
        problems ??= checkProps(checked, this.objects[0]?.name, ofShape).map(describeProblem);
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

  /**
   * Puts what this construct depends on before its first object, and what depends on it behind its last.
   *
   * cdk8s makes every object of a construct depend on every object of another, and then walks all paths through these
   * edges: with two objects each their number doubles with every construct in a chain. In one line there is one path.
   */
  private implementDependencies(): void {
    const [first] = this.objects;
    const last = this.objects.at(-1);
    if (!first || !last) {
      return;
    }
    let inLine = false;
    const line = (end: ApiObject): ApiObject => {
      if (!inLine) {
        inLine = true;
        this.objects.slice(1).forEach((object, i) => {
          object.addDependency(this.objects[i] as ApiObject);
        });
      }
      return end;
    };
    this.node.addDependency = (...dependencies) => line(first).node.addDependency(...dependencies);
    Dependable.implement(this, {
      get dependencyRoots() {
        return [line(last)];
      },
    });
  }
}

function targeted(
  routes: readonly ApiObject[],
  parts: readonly RoutePart<{ readonly name?: string }>[],
): TargetedRoute[] {
  return routes.map(({ kind, name }, i) => ({ kind, name, ruleNames: parts[i]?.rules.map((rule) => rule.name) ?? [] }));
}
