import type { Refusal } from './apps';
import type { Manifest } from './manifests';
import type { SourceFile } from './modules';

/** By the id of a finding, the reasons for which Envoy Gateway and the conformance tests reject the same. */
const SAME_REASONS: Readonly<Record<string, readonly string[]>> = {
  'backend-kind': ['InvalidKind'],
  'envoy-limit': ['Invalid', 'UnsupportedValue', 'UnsupportedRefValue', 'IncompatibleFilters'],
  'external-name': ['UnsupportedValue'],
  'no-backend': ['500'],
  'not-allowed-by-listener': ['NotAllowedByListeners'],
  'policy-conflict': ['Conflicted'],
  'reference-grant': ['RefNotPermitted', 'InvalidKind'],
  'service-port': ['PortNotFound', 'PortNotSpecified'],
  'unknown-listener': ['NoMatchingParent'],
  'unknown-section': ['TargetNotFound'],
  'unserved-hostname': ['NoMatchingListenerHostname'],
};

/** Whether the API server refuses an object because of the same field. */
export function isRefusedByApiServer({ message, subjects }: Refusal, answers: ReadonlyMap<Manifest, string>): boolean {
  const path = specPath(message.property).toLowerCase();
  return subjects.some((subject) => answers.get(subject)?.toLowerCase().includes(`${path}: `));
}

/** Whether the test of the file expects that an object is rejected for the same reason. */
export function isRejectedUpstream({ message, subjects }: Refusal, { verdict }: SourceFile): boolean {
  const reasons = SAME_REASONS[message.id] ?? [];
  return subjects.some((subject) => verdict?.(subject).some((reason) => reasons.includes(reason)));
}

/** The path of a property in the object, which the imported classes may spell with other capitals. */
function specPath(property: string): string {
  return property
    .replace(/^(http|grpc)\b/, 'spec.rules')
    .replace(/^trafficPolicy\b/, 'spec')
    .replace(/^(hostnames|parentRefs|targetRefs)\b/, 'spec.$1');
}
