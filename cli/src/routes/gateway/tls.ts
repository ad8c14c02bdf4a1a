import type { Location, NginxIngress, Server } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import type { GatewayRef } from './gateway-ref';

/** Whether the plain requests of an Ingress are redirected to TLS. */
export function isTlsOnly({ settings }: NginxIngress, { tls }: Server): boolean {
  return settings.forcesTls || (settings.redirectsToTls && tls !== undefined);
}

export function tellRedirects(
  { ingress, settings }: NginxIngress,
  { tls }: Server,
  { redirectListener }: GatewayRef,
  report: Report,
): void {
  const note = `an HTTPRoute on listener ${redirectListener} with 308`;
  const unused = settings.redirectsToTls ? 'the host has no TLS to redirect to' : 'no redirect';
  report.tell(ingress, 'ssl-redirect', 'exact', settings.redirectsToTls && tls ? note : unused);
  if (!settings.forcesTls) {
    report.tell(ingress, 'force-ssl-redirect', 'exact', 'false is the default');
  } else if (tls) {
    report.tell(ingress, 'force-ssl-redirect', 'exact', note);
  } else {
    const hint = 'if a load balancer terminates TLS, remove that route and redirect there';
    report.tell(ingress, 'force-ssl-redirect', 'near', `${note}; ${hint}`);
  }
}

/** Whether the pods of a location decrypt TLS themselves, so that it has no HTTP route. */
export function isPassthrough({ server, owner: { ingress, settings } }: Location, report: Report): boolean {
  if (!settings.isPassthrough || server.host === '') {
    return false;
  }
  const note = `no route for ${server.host}, which the pods decrypt themselves: write a TLSRoute`;
  report.tell(ingress, 'ssl-passthrough', 'not read', note);
  report.tell(ingress, 'affinity', 'no-op', 'ingress-nginx passes TCP on, so no cookie was set');
  report.tell(ingress, 'upstream-hash-by', 'no-op', 'ingress-nginx passes TCP on, so nothing was hashed');
  return true;
}
