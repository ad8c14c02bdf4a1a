import type { NginxIngress } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import { SINCE } from '../older-versions';
import type { JsonObject } from '../route-plan';
import { isSticky, type StickinessCall } from '../stickiness/stickiness-call';

/** The timeouts, load balancer and routing of the rules of an Ingress. */
export function trafficPolicyOf(
  { ingress, settings }: NginxIngress,
  stickinesses: readonly StickinessCall[],
  minor: number,
  report: Report,
): JsonObject {
  const hasIdleTimeout = minor >= SINCE.idleTimeout;
  tellTimeouts({ ingress, settings }, hasIdleTimeout, report);
  return {
    timeout: {
      http: {
        requestTimeout: '0s',
        ...(hasIdleTimeout && { streamIdleTimeout: duration(settings.idleTimeout) }),
      },
      tcp: { connectTimeout: duration(Math.max(settings.connectTimeout, 1)) },
    },
    ...loadBalancer({ ingress, settings }, stickinesses, report),
    ...routing({ ingress, settings }, stickinesses, minor, report),
  };
}

function tellTimeouts(
  { ingress, settings: { annotations, idleTimeout } }: NginxIngress,
  hasIdleTimeout: boolean,
  report: Report,
): void {
  for (const name of ['proxy-read-timeout', 'proxy-send-timeout']) {
    const isValid = /^[-+]?\d+$/.test(annotations[name]?.trim() ?? '');
    const note = hasIdleTimeout
      ? `${idleTimeout} s without data in either direction, for which ingress-nginx has two limits`
      : 'no idle timeout, which the target does not have yet';
    report.tell(ingress, name, isValid ? 'near' : 'no-op', note);
  }
  const connectTimeout = Number(annotations['proxy-connect-timeout']);
  report.tell(
    ingress,
    'proxy-connect-timeout',
    connectTimeout <= 0 ? 'near' : 'exact',
    connectTimeout <= 0 ? 'Envoy needs at least 1 s' : '',
  );
}

function loadBalancer(
  { ingress, settings: { loadBalance, affinity, hashBy } }: NginxIngress,
  stickinesses: readonly StickinessCall[],
  report: Report,
): JsonObject {
  // The affinity and the hash come first, and have told so.
  const isVoid = affinity.isOn || hashBy !== undefined || stickinesses.some(isSticky);
  if (isVoid) {
    return {};
  }
  if (loadBalance === 'ewma') {
    report.tell(
      ingress,
      'load-balance',
      'near',
      'LeastRequest, the default of Envoy Gateway: the pod with the fewest open requests, not the fastest one',
    );
  }
  if (loadBalance !== 'round_robin') {
    return {};
  }
  report.tell(ingress, 'load-balance', 'exact', 'RoundRobin');
  return { loadBalancer: { type: 'RoundRobin' } };
}

function routing(
  { ingress, settings }: NginxIngress,
  stickinesses: readonly StickinessCall[],
  minor: number,
  report: Report,
): JsonObject {
  if (!settings.isServiceUpstream) {
    return {};
  }
  if (stickinesses.some(isSticky)) {
    report.tell(
      ingress,
      'service-upstream',
      'near',
      'ingress-nginx saw only the address of the Service, so stickiness had no effect; now Envoy sees the pods',
    );
    return {};
  }
  if (minor < SINCE.routingType) {
    report.tell(ingress, 'service-upstream', 'near', 'Envoy sees the pods, as the target has no routingType yet');
    return {};
  }
  const wanted = settings.affinity.isOn || settings.hashBy !== undefined;
  report.tell(ingress, 'service-upstream', 'exact', wanted ? 'no stickiness had an effect beside it' : '');
  return { routingType: 'Service' };
}

const MOST = 99_999;

/** A duration of the Gateway API, whose numbers have at most five digits; 0 means none. */
function duration(seconds: number): string {
  const positive = Math.max(seconds, 0);
  return positive <= MOST ? `${positive}s` : `${Math.min(Math.floor(positive / 3600), MOST)}h`;
}
