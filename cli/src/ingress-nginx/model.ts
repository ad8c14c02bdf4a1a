import { PREFIX } from 'cdk8s-sticky-gateway-route/lib/src/ingress-nginx/annotations';
import type { Ingress, IngressBackend, IngressPath, PathType } from '../input/ingress';
import type { Services } from '../input/services';
import type { Report } from '../report/report';
import { type Settings, settingsOf } from './settings';

/** A Service and its port as Ingresses name them: the unit of stickiness in ingress-nginx. */
export interface Upstream {
  /** Such as `shop-web-80`; two names of one port are two. */
  readonly key: string;
  readonly service: string;
  readonly namespace: string | undefined;
  readonly port: number;
  /** The Ingresses that name it, each once, in their order. */
  readonly ingresses: Set<NginxIngress>;
  canary: Canary | undefined;
}

export interface Canary {
  readonly ingress: NginxIngress;
  readonly upstream: Upstream;
}

export interface NginxIngress {
  readonly ingress: Ingress;
  readonly settings: Settings;
}

/** A path of a host, served by the first Ingress that has it. */
export interface Location {
  readonly server: Server;
  readonly path: string;
  readonly type: PathType;
  readonly owner: NginxIngress;
  readonly upstream: Upstream;
  /** Whether it is `spec.defaultBackend`, which never has an affinity. */
  readonly isDefault: boolean;
  /** The canaries of this very path; the first one counts. */
  readonly canaries: Canary[];
}

export interface Server {
  /** Empty for all hosts that no other server has. */
  readonly host: string;
  readonly locations: Location[];
  readonly aliases: string[];
  /** The Ingress that has its certificate. */
  tls: { readonly ingress: Ingress; readonly secretName: string | undefined } | undefined;
  /** The Ingress that makes all of its paths regular expressions. */
  regexBy: NginxIngress | undefined;
}

/** What ingress-nginx makes of all Ingresses together. */
export interface Model {
  /** In the order of the input. */
  readonly ingresses: readonly NginxIngress[];
  readonly servers: readonly Server[];
}

export interface ModelOptions {
  readonly prefix?: string | undefined;
}

/** Servers and their locations, in the order in which ingress-nginx makes them. */
export function modelOf(
  given: readonly Ingress[],
  services: Services,
  report: Report,
  { prefix = PREFIX }: ModelOptions,
): Model {
  const ingresses = given.map((ingress) => ({ ingress, settings: settingsOf(ingress, prefix, report) }));
  const builder = new ModelBuilder(services, report);
  builder.build([...ingresses].sort((a, b) => compareIngresses(a.ingress, b.ingress)));
  return { ingresses, servers: [...builder.servers.values()] };
}

/** The oldest first; those of one time by namespace and name, descending. */
function compareIngresses(a: Ingress, b: Ingress): number {
  if (a.created !== b.created) {
    return a.created - b.created;
  }
  return a.id < b.id ? 1 : -1;
}

class ModelBuilder {
  public readonly servers = new Map<string, Server>();
  private readonly upstreams = new Map<string, Upstream>();

  public constructor(
    private readonly services: Services,
    private readonly report: Report,
  ) {}

  public build(ingresses: readonly NginxIngress[]): void {
    const main = ingresses.filter(({ settings }) => !settings.canary);
    for (const each of main) {
      this.addRules(each);
    }
    for (const each of main) {
      this.addDefault(each);
    }
    for (const each of ingresses.filter(({ settings }) => settings.canary)) {
      this.addCanary(each);
    }
    this.addTls(ingresses);
    for (const server of this.servers.values()) {
      server.regexBy = server.locations.find(makesRegex)?.owner;
    }
    this.addAliases(main);
  }

  private addRules(each: NginxIngress): void {
    for (const { host, paths } of each.ingress.rules) {
      const server = this.server(host);
      for (const path of paths) {
        const upstream = this.upstream(each, path.backend, `${host}${path.path}`);
        if (upstream) {
          this.addLocation(server, each, path, upstream, false);
        }
      }
    }
  }

  private addLocation(
    server: Server,
    owner: NginxIngress,
    { path, type }: Pick<IngressPath, 'path' | 'type'>,
    upstream: Upstream,
    isDefault: boolean,
  ): void {
    const first = server.locations.find((each) => each.path === path && each.type === type);
    if (!first) {
      server.locations.push({ server, path, type, owner, upstream, isDefault, canaries: [] });
    } else if (!isDefault) {
      this.report.part(
        owner.ingress,
        `path ${server.host}${path}`,
        'routing',
        'dropped',
        `ingress-nginx serves that of ${first.owner.ingress.id}, which comes first`,
      );
    }
  }

  /** `spec.defaultBackend` gets what is left of its own hosts, or of all hosts if it has no rules. */
  private addDefault(each: NginxIngress): void {
    const { defaultBackend, rules } = each.ingress;
    const upstream = defaultBackend && this.upstream(each, defaultBackend, 'defaultBackend');
    if (!upstream) {
      return;
    }
    const hosts = rules.length > 0 ? rules.map(({ host }) => host) : [''];
    for (const host of hosts) {
      const server = this.server(host);
      const first = server.locations.find(({ path }) => path === '/');
      if (first) {
        this.report.part(
          each.ingress,
          `defaultBackend of ${host || 'all hosts'}`,
          'routing',
          'dropped',
          `ingress-nginx serves / of ${first.owner.ingress.id} there, which comes first`,
        );
      } else {
        this.addLocation(server, each, { path: '/', type: 'Prefix' }, upstream, true);
      }
    }
  }

  private addCanary(canary: NginxIngress): void {
    let hasMain = false;
    for (const { host, paths } of canary.ingress.rules) {
      for (const { path, type, backend } of paths) {
        const main = this.servers
          .get(host)
          ?.locations.find((each) => each.path === path && each.type === type && !each.isDefault);
        const upstream = main && this.upstream(canary, backend, `${host}${path}`);
        if (!main || !upstream) {
          this.report.tell(canary.ingress, 'canary', 'dropped', `no main Ingress has ${host}${path} of type ${type}`);
          continue;
        }
        hasMain = true;
        this.attach(main, { ingress: canary, upstream });
      }
    }
    if (!hasMain) {
      this.report.part(
        canary.ingress,
        'Ingress',
        'routing',
        'dropped',
        'a canary without a main Ingress serves nothing',
      );
    }
  }

  private attach(main: Location, canary: Canary): void {
    const { upstream } = main;
    if (upstream.canary && upstream.canary.ingress !== canary.ingress) {
      this.report.tell(
        canary.ingress.ingress,
        'canary',
        'dropped',
        `ingress-nginx takes one canary of Service ${upstream.service}: that of ${upstream.canary.ingress.ingress.id}`,
      );
      return;
    }
    upstream.canary ??= canary;
    main.canaries.push(canary);
  }

  private server(host: string): Server {
    const found = this.servers.get(host) ?? { host, locations: [], aliases: [], tls: undefined, regexBy: undefined };
    this.servers.set(host, found);
    return found;
  }

  private upstream(each: NginxIngress, backend: IngressBackend, at: string): Upstream | undefined {
    const { namespace, id, source } = each.ingress;
    const [ofNamespace = ''] = id.split('/');
    const key = `${ofNamespace}-${backend.service}-${backend.port}`;
    let found = this.upstreams.get(key);
    if (!found) {
      const port = this.services.portOf(ofNamespace, backend);
      if (port instanceof Error) {
        this.report.problem(`${source} ${id}`, `${at}: ${port.message}`);
        return undefined;
      }
      found = { key, service: backend.service, namespace, port, ingresses: new Set(), canary: undefined };
      this.upstreams.set(key, found);
    }
    found.ingresses.add(each);
    return found;
  }

  /** The first Ingress that names a host has its certificate. */
  private addTls(ingresses: readonly NginxIngress[]): void {
    const certificates = new Map<string, NonNullable<Server['tls']>>();
    for (const { ingress } of ingresses) {
      for (const { hosts, secretName } of ingress.tls) {
        // Without hosts it is for all, which the server without a host stands for.
        for (const host of hosts.length > 0 ? hosts : ['']) {
          certificates.set(host, certificates.get(host) ?? { ingress, secretName });
        }
      }
    }
    for (const server of this.servers.values()) {
      server.tls = certificates.get(server.host) ?? certificates.get(wildcardOf(server.host));
    }
  }

  private addAliases(ingresses: readonly NginxIngress[]): void {
    const taken = new Set(this.servers.keys());
    for (const { ingress, settings } of ingresses) {
      const server = ingress.rules.map(({ host }) => this.servers.get(host)).find((each) => each !== undefined);
      for (const alias of server ? settings.aliases : []) {
        if (!/^(\*\.)?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(alias)) {
          this.report.tell(ingress, 'server-alias', 'dropped', `${alias} is no hostname: these hosts are gone`);
        } else if (taken.has(alias)) {
          this.report.tell(ingress, 'server-alias', 'near', `${alias} has a server of its own, as in ingress-nginx`);
        } else {
          taken.add(alias);
          server?.aliases.push(alias);
          this.report.tell(ingress, 'server-alias', 'exact', `${alias} is a hostname of the route`);
        }
      }
    }
  }
}

/** The wildcard that includes a host: `*.example.com` for `shop.example.com`. */
function wildcardOf(host: string): string {
  return host.replace(/^[^.]+/, '*');
}

/** A rewrite to anything but the path itself, or the flag. */
function makesRegex({ owner: { settings }, path }: Location): boolean {
  return settings.usesRegex || (settings.rewriteTarget !== undefined && settings.rewriteTarget !== path);
}
