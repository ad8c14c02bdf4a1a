import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import type { Location, Model, NginxIngress, Server } from '../ingress-nginx/model';
import { type LocationMatch, matchesOf } from '../ingress-nginx/path-matches';
import type { Report } from '../report/report';
import type { CookieScope } from './affinity-cookie';
import { type GatewayRef, parentRef, redirectParentRef } from './gateway';
import { locationRules, pathMatch } from './location-rules';
import { locationStickiness } from './location-stickiness';
import { Names, slug } from './names';
import { appRootRule, tlsRedirectRules } from './redirects';
import type { FilterPlan, JsonObject, ListenerNeed, Plan, RoutePlan, RulePlan } from './route-plan';
import { hasNestedSessionCookies, separateSessionCookies } from './session-cookies';
import { isSticky, type StickinessCall } from './stickiness-call';
import { trafficPolicyOf } from './traffic-policy';

export interface PlanOptions {
  readonly gateway: GatewayRef;
  readonly target: EnvoyGatewayVersion | undefined;
}

export interface Planned {
  readonly plans: readonly Plan[];
  readonly listeners: readonly ListenerNeed[];
}

/** The rules of one Ingress for one hostname. */
interface HostRules {
  readonly hostname: string;
  readonly isTlsOnly: boolean;
  readonly rules: readonly RulePlan[];
  readonly matches: readonly JsonObject[];
}

/** The routes that stand for a model. */
export function planOf(model: Model, options: PlanOptions, report: Report): Planned {
  return new Planner(options, report).plan(model);
}

class Planner {
  private readonly names = new Names();
  private readonly filters: FilterPlan[] = [];
  private readonly hosts = new Map<NginxIngress, HostRules[]>();
  private readonly needs = new Map<
    string,
    { hostname: string; protocol: 'HTTP' | 'HTTPS'; certificate: string | undefined; namespaces: Set<string> }
  >();

  public constructor(
    private readonly options: PlanOptions,
    private readonly report: Report,
  ) {}

  public plan({ ingresses, servers }: Model): Planned {
    // The names of the Ingresses first, so that nothing else takes them.
    const main = ingresses.filter(({ settings }) => !settings.canary);
    const firstNames = new Map(
      main.map((each) => [each, this.names.unique(each.ingress.namespace, each.ingress.name)]),
    );
    for (const server of servers) {
      this.addServer(server);
    }
    const routes = main.flatMap((each) => this.routesOf(each, firstNames.get(each) ?? each.ingress.name));
    return {
      plans: [...this.filters, ...routes],
      listeners: [...this.needs.values()].map((need) => ({ ...need, namespaces: [...need.namespaces].sort() })),
    };
  }

  private addServer(server: Server): void {
    const locations = server.locations.filter((location) => !this.isPassthrough(location));
    for (const hostname of [server.host, ...server.aliases]) {
      const matches = matchesOf({ ...server, locations });
      const calls = separateSessionCookies(
        new Map(
          locations.map((location) => [
            location,
            locationStickiness(location, scopeOf(location, hostname), this.report),
          ]),
        ),
        this.report,
      );
      const owners = new Set(locations.map(({ owner }) => owner));
      for (const owner of owners) {
        this.addHost(server, hostname, owner, locations, matches, calls);
      }
    }
  }

  private addHost(
    server: Server,
    hostname: string,
    owner: NginxIngress,
    locations: readonly Location[],
    matches: ReturnType<typeof matchesOf>,
    calls: ReadonlyMap<Location, StickinessCall>,
  ): void {
    const own = locations.filter((location) => location.owner === owner);
    const rules: RulePlan[] = [];
    const served: JsonObject[] = [];
    const root = appRootRule(server, own, this.report);
    if (root) {
      rules.push(root);
    }
    for (const location of own) {
      const match = matches.get(location);
      if (!match || match instanceof Error) {
        this.report.part(
          owner.ingress,
          `path ${server.host}${location.path}`,
          'routing',
          'dropped',
          match?.message ?? 'no match',
        );
        continue;
      }
      if (match.difference !== undefined) {
        this.report.part(
          owner.ingress,
          `path ${server.host}${location.path}`,
          'routing',
          'near',
          `${match.match.type} ${match.match.value}: ${match.difference}`,
        );
      }
      tellRegex(location, match, this.report);
      const nameFilter = (pattern: string, substitution: string) => this.filter(owner, pattern, substitution);
      rules.push(...locationRules(location, match, calls.get(location) as StickinessCall, nameFilter, this.report));
      served.push(pathMatch(match.match));
    }
    const isTlsOnly = this.isTlsOnly(owner, server);
    this.need(owner, hostname, server, isTlsOnly);
    if (hostname.startsWith('*.')) {
      this.report.part(
        owner.ingress,
        `host ${hostname}`,
        'routing',
        'near',
        '* is one label in ingress-nginx, and any number of labels in the Gateway API',
      );
    }
    const hosts = this.hosts.get(owner) ?? [];
    this.hosts.set(owner, hosts);
    if (rules.length > 0) {
      hosts.push({ hostname, isTlsOnly, rules, matches: served });
    }
  }

  private isPassthrough({ server, owner }: Location): boolean {
    if (!owner.settings.isPassthrough || server.host === '') {
      return false;
    }
    this.report.tell(
      owner.ingress,
      'ssl-passthrough',
      'not read',
      `no route for ${server.host}, which the pods decrypt themselves: write a TLSRoute`,
    );
    this.report.tell(owner.ingress, 'affinity', 'no-op', 'ingress-nginx passes TCP on, so no cookie was set');
    this.report.tell(owner.ingress, 'upstream-hash-by', 'no-op', 'ingress-nginx passes TCP on, so nothing was hashed');
    return true;
  }

  private isTlsOnly({ ingress, settings }: NginxIngress, server: Server): boolean {
    const redirects = settings.redirectsToTls && server.tls !== undefined;
    const note = `an HTTPRoute on listener ${this.options.gateway.redirectListener} with 308`;
    this.report.tell(ingress, 'ssl-redirect', 'exact', redirects ? note : noRedirect(settings.redirectsToTls));
    if (!settings.forcesTls) {
      this.report.tell(ingress, 'force-ssl-redirect', 'exact', 'false is the default');
    } else if (server.tls) {
      this.report.tell(ingress, 'force-ssl-redirect', 'exact', note);
    } else {
      this.report.tell(
        ingress,
        'force-ssl-redirect',
        'near',
        `${note}; if a load balancer terminates TLS, remove that route and redirect there`,
      );
    }
    return redirects || settings.forcesTls;
  }

  private need({ ingress }: NginxIngress, hostname: string, { tls }: Server, isTlsOnly: boolean): void {
    const add = (protocol: 'HTTP' | 'HTTPS', certificate?: string) => {
      const host = hostname || '*';
      const key = `${protocol} ${host}`;
      const need = this.needs.get(key) ?? { hostname: host, protocol, certificate, namespaces: new Set<string>() };
      need.namespaces.add(ingress.namespace ?? 'default');
      this.needs.set(key, need);
    };
    add('HTTP');
    if (tls || isTlsOnly) {
      const { ingress: owner, secretName } = tls ?? {};
      add('HTTPS', secretName === undefined ? undefined : `${owner?.namespace ?? 'default'}/${secretName}`);
    }
    if (tls && tls.secretName === undefined) {
      this.report.part(
        tls.ingress,
        `tls ${hostname || '*'}`,
        'routing',
        'near',
        'without a Secret it had the default certificate of the controller: name one for the listener',
      );
    }
  }

  private filter({ ingress }: NginxIngress, pattern: string, substitution: string): string {
    const { id, source, namespace, name } = ingress;
    const found = this.filters.find(
      (each) => each.ingress === id && each.pattern === pattern && each.substitution === substitution,
    );
    if (found) {
      return found.name;
    }
    const unique = this.names.unique(namespace, `${name}-rewrite`);
    this.filters.push({ kind: 'filter', ingress: id, source, namespace, name: unique, pattern, substitution });
    return unique;
  }

  private routesOf(owner: NginxIngress, firstName: string): RoutePlan[] {
    const groups = groupBy(this.hosts.get(owner) ?? [], ({ hostname, isTlsOnly, rules }) =>
      JSON.stringify([hostname === '', isTlsOnly, rules]),
    );
    return groups.flatMap((hosts, i) => {
      const [first] = hosts;
      if (!first) {
        return [];
      }
      const { namespace, name } = owner.ingress;
      const routeName = i === 0 ? firstName : this.names.unique(namespace, `${name}-${slug(first.hostname, 'all')}`);
      const route = this.route(owner, routeName, hosts, first.rules, parentRef(this.options.gateway, first.isTlsOnly));
      return first.isTlsOnly ? [route, this.redirect(owner, routeName, hosts, first.matches)] : [route];
    });
  }

  private route(
    owner: NginxIngress,
    name: string,
    hosts: readonly HostRules[],
    rules: readonly RulePlan[],
    parent: JsonObject,
  ): RoutePlan {
    const { id, source, namespace } = owner.ingress;
    const calls = rules.map(({ stickiness }) => stickiness);
    const { target } = this.options;
    return {
      kind: 'route',
      ingress: id,
      source,
      namespace,
      name,
      parentRefs: [parent],
      hostnames: hostnamesOf(hosts),
      rules,
      trafficPolicy: trafficPolicyOf(owner, calls, minorOf(target ?? EnvoyGatewayVersion.V1_9), this.report),
      referenceGrants: rules.some(({ rule }) => JSON.stringify(rule.backendRefs ?? []).includes('"namespace"')),
      acknowledge: acknowledgedIds(rules),
    };
  }

  private redirect(
    owner: NginxIngress,
    name: string,
    hosts: readonly HostRules[],
    matches: readonly JsonObject[],
  ): RoutePlan {
    const { id, source, namespace } = owner.ingress;
    return {
      kind: 'route',
      ingress: id,
      source,
      namespace,
      name: this.names.unique(namespace, `${name}-redirect`),
      parentRefs: [redirectParentRef(this.options.gateway)],
      hostnames: hostnamesOf(hosts),
      rules: tlsRedirectRules(matches),
      trafficPolicy: undefined,
      referenceGrants: false,
      acknowledge: [],
    };
  }
}

function scopeOf({ server, owner: { settings } }: Location, hostname: string): CookieScope {
  const hasTls = server.tls !== undefined;
  return { hostname, hasTls, isTlsOnly: settings.redirectsToTls && hasTls };
}

function tellRegex({ owner, path, server }: Location, { match, difference }: LocationMatch, report: Report): void {
  const by = server.regexBy;
  if (!by) {
    report.tell(owner.ingress, 'use-regex', 'no-op', 'false is the default');
    return;
  }
  const verdict = difference === undefined ? 'exact' : 'near';
  const isRegex = match.type === 'RegularExpression';
  const note = isRegex
    ? 'RegularExpression for every path of the host'
    : 'every path of the host is a prefix in other words';
  report.tell(owner.ingress, 'use-regex', verdict, note);
  if (by !== owner) {
    report.part(
      owner.ingress,
      `path ${server.host}${path}`,
      'routing',
      verdict,
      `${by.ingress.id} makes every path of the host a regular expression, without case and with an open end`,
    );
  }
}

function noRedirect(isWanted: boolean): string {
  return isWanted ? 'the host has no TLS to redirect to' : 'no redirect';
}

function hostnamesOf(hosts: readonly HostRules[]): string[] | undefined {
  const names = hosts.flatMap(({ hostname }) => hostname || []);
  return names.length > 0 ? names : undefined;
}

function minorOf({ version }: EnvoyGatewayVersion): number {
  return Number(version.split('.')[1]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

const ROTATING = ['authorization', 'forwarded', 'proxy-authorization', 'x-forwarded-for'];

/** Findings of the construct that the report tells already. */
function acknowledgedIds(rules: readonly RulePlan[]): string[] {
  const calls = rules.map(({ stickiness }) => stickiness);
  const isWeighted = rules.some(
    ({ rule, stickiness }) => isSticky(stickiness) && (rule.backendRefs as unknown[] | undefined)?.length === 2,
  );
  const ids = [
    calls.some(readsAddress) && 'source-ip',
    calls.some((call) => call.factory === 'header' && ROTATING.includes(call.name.toLowerCase())) && 'rotating-key',
    calls.some(({ factory }) => factory === 'mcp') && 'circuit-breaker',
    isWeighted && calls.some(({ factory }) => factory === 'cookie') && 'weighted-cookie',
    hasNestedSessionCookies(calls) && 'session-cookie-conflict',
  ];
  return ids.filter((id) => id !== false);
}

function readsAddress(call: StickinessCall): boolean {
  return call.factory === 'sourceIp' || (call.factory === 'allOf' && call.members.some(readsAddress));
}
