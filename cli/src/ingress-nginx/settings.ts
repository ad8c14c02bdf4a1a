import {
  ACCEPTED_KEY,
  type Affinity,
  type Annotations,
  affinityOf,
  annotationsOf,
  flagOf,
  integerOf,
} from 'cdk8s-sticky-gateway-route/command';
import type { Ingress } from '../input/ingress';
import type { Report } from '../report/report';

/** Which requests a canary Ingress takes. */
export interface CanarySettings {
  readonly weight: number;
  readonly total: number;
  readonly header: string | undefined;
  readonly headerValue: string | undefined;
  readonly headerPattern: string | undefined;
  readonly cookie: string | undefined;
  readonly isLegacy: boolean;
}

/** The annotations of an Ingress, as ingress-nginx reads them. */
export interface Settings {
  readonly annotations: Annotations;
  readonly affinity: Affinity;
  /** Without blanks; none if nothing is hashed. */
  readonly hashBy: string | undefined;
  readonly hasSubset: boolean;
  readonly loadBalance: string | undefined;
  readonly isServiceUpstream: boolean;
  readonly canary: CanarySettings | undefined;
  readonly rewriteTarget: string | undefined;
  readonly usesRegex: boolean;
  readonly redirectsToTls: boolean;
  readonly forcesTls: boolean;
  readonly isPassthrough: boolean;
  /** Seconds between two reads or writes. */
  readonly idleTimeout: number;
  readonly connectTimeout: number;
  readonly backendProtocol: string;
  readonly aliases: readonly string[];
}

const LOAD_BALANCERS = ['round_robin', 'chash', 'chashsubset', 'sticky_balanced', 'sticky_persistent', 'ewma'];
const PROTOCOLS = ['HTTP', 'HTTPS', 'AUTO_HTTP', 'GRPC', 'GRPCS', 'FCGI'];
const DEFAULT_IDLE_TIMEOUT = 60;
const DEFAULT_CONNECT_TIMEOUT = 5;
const DEFAULT_TOTAL = 100;

export function settingsOf(ingress: Ingress, report: Report): Settings {
  const annotations = annotationsOf(ingress.annotations, report.prefix);
  const refused = (name: string, instead: string) =>
    report.tell(ingress, name, 'no-op', `ingress-nginx refuses this value and uses ${instead}`);
  const flag = (name: string, otherwise = false) => flagOf(annotations, name, refused, otherwise);
  const text = (name: string) => annotations[name]?.trim() || undefined;
  const seconds = (name: string) => integerOf(annotations, name, refused);
  const [read, send] = [seconds('proxy-read-timeout'), seconds('proxy-send-timeout')];
  const protocol = text('backend-protocol')?.toUpperCase() ?? 'HTTP';
  if (!PROTOCOLS.includes(protocol)) {
    refused('backend-protocol', 'HTTP');
  }
  const loadBalance = text('load-balance');
  if (loadBalance !== undefined && !LOAD_BALANCERS.includes(loadBalance)) {
    refusesAll(ingress, 'load-balance', report, meantBy(loadBalance));
  }
  return {
    annotations,
    affinity: affinityOf(annotations, refused),
    hashBy: hashByOf(ingress, annotations, report),
    hasSubset: subsetOf(ingress, annotations, report),
    loadBalance,
    isServiceUpstream: flag('service-upstream'),
    canary: flag('canary') ? canaryOf(annotations, refused) : undefined,
    rewriteTarget: text('rewrite-target'),
    usesRegex: flag('use-regex'),
    redirectsToTls: flag('ssl-redirect', true),
    forcesTls: flag('force-ssl-redirect'),
    isPassthrough: flag('ssl-passthrough'),
    idleTimeout: Math.max(read ?? DEFAULT_IDLE_TIMEOUT, send ?? DEFAULT_IDLE_TIMEOUT),
    connectTimeout: seconds('proxy-connect-timeout') ?? DEFAULT_CONNECT_TIMEOUT,
    backendProtocol: PROTOCOLS.includes(protocol) ? protocol : 'HTTP',
    aliases: (text('server-alias') ?? '').split(',').flatMap((alias) => alias.trim().toLowerCase() || []),
  };
}

function hashByOf(ingress: Ingress, annotations: Annotations, report: Report): string | undefined {
  const value = annotations['upstream-hash-by']?.replace(/\s/g, '');
  if (!value) {
    return undefined;
  }
  if (!ACCEPTED_KEY.test(value)) {
    refusesAll(ingress, 'upstream-hash-by', report);
  }
  return annotations['upstream-hash-by']?.trim();
}

function subsetOf(ingress: Ingress, annotations: Annotations, report: Report): boolean {
  const isOn = flagOf(annotations, 'upstream-hash-by-subset', (name) => refusesAll(ingress, name, report));
  integerOf(annotations, 'upstream-hash-by-subset-size', (name) => refusesAll(ingress, name, report));
  return isOn;
}

/** A value for which ingress-nginx serves nothing of the Ingress. */
function refusesAll(ingress: Ingress, name: string, report: Report, hint = ''): void {
  const effect = 'since 1.12 ingress-nginx refuses the whole Ingress for this value';
  report.tell(ingress, name, 'no-op', `${effect}; migrated without it${hint}`);
  report.part(ingress, 'Ingress', 'routing', 'near', `${effect} of ${name}, so perhaps it was not served; it is now`);
}

function meantBy(loadBalance: string): string {
  if (loadBalance === 'ip_hash') {
    return ': Stickiness.sourceIp() is what was meant';
  }
  return loadBalance === 'least_conn' ? ': LeastRequest, the default of Envoy Gateway, is what was meant' : '';
}

function canaryOf(annotations: Annotations, refused: (name: string, instead: string) => void): CanarySettings {
  const text = (name: string) => annotations[name]?.trim() || undefined;
  const total = integerOf(annotations, 'canary-weight-total', refused) ?? DEFAULT_TOTAL;
  return {
    weight: integerOf(annotations, 'canary-weight', refused) ?? 0,
    total: Math.max(total, DEFAULT_TOTAL),
    header: text('canary-by-header'),
    headerValue: text('canary-by-header-value'),
    headerPattern: text('canary-by-header-pattern'),
    cookie: text('canary-by-cookie'),
    isLegacy: text('affinity-canary-behavior') === 'legacy',
  };
}
