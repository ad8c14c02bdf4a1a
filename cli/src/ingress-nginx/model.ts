import type { Ingress, PathType } from '../input/ingress';
import type { Settings } from './settings';

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
