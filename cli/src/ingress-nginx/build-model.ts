import type { Ingress, IngressBackend, IngressPath } from '../input/ingress';
import type { Services } from '../input/services';
import type { Report } from '../report/report';
import type { Canary, Location, Model, NginxIngress, Server, Upstream } from './model';
import { addAliases, addCertificates } from './server-names';
import { settingsOf } from './settings';

/** Servers and their locations, in the order in which ingress-nginx makes them; Ingresses without a port are left out. */
export function modelOf(given: readonly Ingress[], services: Services, report: Report): Model {
  const complete = given.filter((ingress) => hasPorts(ingress, services, report));
  const ingresses = complete.map((ingress) => ({ ingress, settings: settingsOf(ingress, report) }));
  const builder = new ModelBuilder(services, report);
  builder.build([...ingresses].sort((a, b) => compareIngresses(a.ingress, b.ingress)));
  return { ingresses, servers: [...builder.servers.values()] };
}

/** Whether all ports are known; an Ingress is migrated as a whole or not at all. */
function hasPorts(ingress: Ingress, services: Services, report: Report): boolean {
  const { defaultBackend, rules } = ingress;
  const backends = [
    ...rules.flatMap(({ host, paths }) => paths.map(({ path, backend }) => [`${host}${path}`, backend] as const)),
    ...(defaultBackend ? [['defaultBackend', defaultBackend] as const] : []),
  ];
  const faults = backends.flatMap(([at, backend]) => {
    const port = services.portOf(ingress.id, backend);
    return port instanceof Error ? [`${at}: ${port.message}`] : [];
  });
  for (const fault of faults) {
    report.fail(ingress, fault);
  }
  return faults.length === 0;
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
    addCertificates(this.servers, ingresses);
    for (const server of this.servers.values()) {
      server.regexBy = server.locations.find(makesRegex)?.owner;
    }
    addAliases(this.servers, main, this.report);
  }

  private addRules(each: NginxIngress): void {
    for (const { host, paths } of each.ingress.rules) {
      const server = this.server(host);
      for (const path of paths) {
        this.addLocation(server, each, path, this.upstream(each, path.backend), false);
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
    if (!defaultBackend) {
      return;
    }
    const upstream = this.upstream(each, defaultBackend);
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
        if (!main) {
          this.report.tell(canary.ingress, 'canary', 'dropped', `no main Ingress has ${host}${path} of type ${type}`);
          continue;
        }
        hasMain = true;
        this.attach(main, { ingress: canary, upstream: this.upstream(canary, backend) });
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

  private upstream(each: NginxIngress, backend: IngressBackend): Upstream {
    const { namespace, id } = each.ingress;
    const [ofNamespace] = id.split('/');
    const { service } = backend;
    const key = `${ofNamespace}-${service}-${backend.port}`;
    let found = this.upstreams.get(key);
    if (!found) {
      const port = this.services.portOf(id, backend) as number;
      found = { key, service, namespace, port, ingresses: new Set(), canary: undefined };
      this.upstreams.set(key, found);
    }
    found.ingresses.add(each);
    return found;
  }
}

/** A rewrite to anything but the path itself, or the flag. */
function makesRegex({ owner: { settings }, path }: Location): boolean {
  return settings.usesRegex || (settings.rewriteTarget !== undefined && settings.rewriteTarget !== path);
}
