import type { Observation } from '../../../findings/finding';
import { partsOf, type StickinessPlan } from '../../../stickiness/plan';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { everyParentHas } from './gateway-policies';

const KIND = 'ClientTrafficPolicy';

/** Keys that need a ClientTrafficPolicy on every Gateway of their routes. */
export function warnOfClientPolicies(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  const isMissing = (says: (policy: AppObject) => boolean) =>
    each.attachments.some((attachment) => !everyParentHas(KIND, attachment, objects, says));
  for (const { property, plan } of each.input.plans) {
    for (const member of partsOf(plan)) {
      for (const observation of doubtsOf(property, member, isMissing)) {
        report(each.construct, observation);
      }
    }
  }
}

function doubtsOf(
  property: string,
  { factory, headers, readsAddress }: StickinessPlan,
  isMissing: (says: (policy: AppObject) => boolean) => boolean,
): Observation[] {
  const underscored = headers.filter((name) => name.includes('_'));
  const found: Observation[] = [];
  if (readsAddress && isMissing(knowsClients)) {
    found.push({ id: 'source-ip', property, value: factory, expected: 'a key other than the address' });
  }
  if (underscored.length > 0 && isMissing(({ spec }) => spec.headers?.withUnderscoresAction === 'Allow')) {
    found.push({ id: 'underscore', property, value: underscored.join(', '), expected: 'a header without "_"' });
  }
  if (headers.some(isCertificate) && isMissing(forwardsCertificates)) {
    found.push({ id: 'client-certificate', property, value: factory, expected: 'a header that clients send' });
  }
  return found;
}

/** Whether a policy gives Envoy the addresses of the clients of a load balancer before it. */
function knowsClients({ spec: { clientIPDetection, proxyProtocol, enableProxyProtocol } }: AppObject): boolean {
  return (clientIPDetection ?? proxyProtocol) !== undefined || enableProxyProtocol === true;
}

function isCertificate(header: string): boolean {
  return header.toLowerCase() === 'x-forwarded-client-cert';
}

function forwardsCertificates({ spec }: AppObject): boolean {
  const { mode = 'Sanitize' } = spec.headers?.xForwardedClientCert ?? {};
  return mode !== 'Sanitize';
}
