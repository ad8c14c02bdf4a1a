import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import type { Model, NginxIngress } from '../ingress-nginx/model';
import type { Report } from '../report/report';
import { withFiltersOf } from './filters/older-filters';
import { tlsRedirectRules } from './filters/redirects';
import { RewriteFilters } from './filters/rewrite-filters';
import { type GatewayRef, parentRef, redirectParentRef } from './gateway/gateway-ref';
import { ListenerNeeds } from './gateway/listener-needs';
import { tellRedirects } from './gateway/tls';
import { trafficPolicyOf } from './gateway/traffic-policy';
import { type HostRules, hostRulesOf } from './host-rules';
import { Names, slug } from './names';
import { onVersion } from './older-versions';
import type { ListenerNeed, Plan, RoutePlan } from './route-plan';
import { acknowledgedIds } from './stickiness/acknowledged';

export interface PlanOptions {
  readonly gateway: GatewayRef;
  readonly target: EnvoyGatewayVersion | undefined;
}

export interface Planned {
  readonly plans: readonly Plan[];
  readonly listeners: readonly ListenerNeed[];
}

/** The routes that stand for a model. */
export function planOf({ ingresses, servers }: Model, options: PlanOptions, report: Report): Planned {
  const names = new Names();
  // The names of the Ingresses first, so that nothing else takes them.
  const main = ingresses.filter(({ settings }) => !settings.canary);
  const firstNames = new Map(main.map((each) => [each, names.unique(each.ingress.namespace, each.ingress.name)]));
  const filters = new RewriteFilters(names);
  const needs = new ListenerNeeds(report);
  const hosts = new Map(main.map((each) => [each, [] as HostRules[]]));
  for (const server of servers) {
    const nameFilterOf = (owner: NginxIngress) => filters.nameOf.bind(filters, owner);
    for (const host of hostRulesOf(server, nameFilterOf, report)) {
      tellRedirects(host.owner, server, options.gateway, report);
      needs.add(host.owner, host.hostname, server, host.isTlsOnly);
      hosts.get(host.owner)?.push(host);
    }
  }
  const planner = new RoutePlanner(names, options, report);
  const routes = main.flatMap((each) => planner.routesOf(hosts.get(each) ?? [], firstNames.get(each) as string));
  return { plans: [...filters.plans, ...routes], listeners: needs.list };
}

/** Plans the routes of one Ingress: one for all hosts with the same rules. */
class RoutePlanner {
  public constructor(
    private readonly names: Names,
    private readonly options: PlanOptions,
    private readonly report: Report,
  ) {}

  public routesOf(hosts: readonly HostRules[], firstName: string): RoutePlan[] {
    const served = hosts.filter(({ rules }) => rules.length > 0);
    const alike = groupBy(served, ({ hostname, isTlsOnly, rules }) =>
      served.length === 1 ? '' : JSON.stringify([hostname === '', isTlsOnly, rules]),
    );
    return alike.flatMap((group, i) => {
      const [first] = group;
      const { namespace, name } = first.owner.ingress;
      const routeName = i === 0 ? firstName : this.names.unique(namespace, `${name}-${slug(first.hostname, 'all')}`);
      const route = this.route(routeName, group);
      return first.isTlsOnly && first.matches.length > 0 ? [route, this.redirect(routeName, group)] : [route];
    });
  }

  private get minor(): number {
    return minorOf(this.options.target ?? EnvoyGatewayVersion.V1_9);
  }

  private route(name: string, [first, ...others]: HostGroup): RoutePlan {
    const { owner, isTlsOnly } = first;
    const filtered = withFiltersOf(first.rules, owner, this.minor, this.report);
    const rules = onVersion(filtered, owner, this.minor, this.report);
    const calls = rules.map(({ stickiness }) => stickiness);
    return {
      ...identity(owner, name),
      parentRefs: [parentRef(this.options.gateway, isTlsOnly)],
      hostnames: hostnamesOf([first, ...others]),
      rules,
      trafficPolicy: trafficPolicyOf(owner, calls, this.minor, this.report),
      referenceGrants: rules.some(({ rule }) => JSON.stringify(rule.backendRefs ?? []).includes('"namespace"')),
      acknowledge: acknowledgedIds(rules),
    };
  }

  private redirect(name: string, hosts: HostGroup): RoutePlan {
    const [{ owner, matches }] = hosts;
    return {
      ...identity(owner, this.names.unique(owner.ingress.namespace, `${name}-redirect`)),
      parentRefs: [redirectParentRef(this.options.gateway)],
      hostnames: hostnamesOf(hosts),
      rules: withFiltersOf(tlsRedirectRules(matches), owner, this.minor, this.report),
      trafficPolicy: undefined,
      referenceGrants: false,
      acknowledge: [],
    };
  }
}

/** Hosts with the same rules. */
type HostGroup = [HostRules, ...HostRules[]];

function identity({ ingress: { id, source, namespace } }: NginxIngress, name: string) {
  return { kind: 'route' as const, ingress: id, source, namespace, name };
}

function hostnamesOf(hosts: HostGroup): string[] | undefined {
  const names = hosts.flatMap(({ hostname }) => hostname || []);
  return names.length > 0 ? names : undefined;
}

function minorOf({ version }: EnvoyGatewayVersion): number {
  return Number(version.split('.')[1]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return [...groups.values()];
}
