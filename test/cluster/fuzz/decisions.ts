import type { Message } from '../../support/findings';

/** A finding that no status and no response of the cluster shows, and the reason why it is right. */
export interface Decision {
  readonly id: string;
  readonly property?: RegExp;
  readonly value?: RegExp;
  readonly expected?: RegExp;
  readonly reason: string;
}

const NEEDS_OTHER_PODS = 'needs backends whose pods differ (corpus/sessions.ts)';

const DECISIONS: readonly Decision[] = [
  { id: 'unknown-field', reason: 'the imported classes do not render fields that they do not know' },
  { id: 'newer-envoy-gateway', reason: 'the cluster is newer than the target (versions.test.ts)' },
  { id: 'ignored-weights', reason: 'the cluster is newer than the target (versions.test.ts)' },
  { id: 'unknown-finding', reason: 'an unknown id would acknowledge nothing' },
  { id: 'unknown-rule-name', reason: 'a rule that does not exist gets no policy' },
  { id: 'load-balancer', reason: 'Envoy Gateway would drop one of two load balancers' },
  { id: 'stream-timeout', reason: 'the timeout cuts long responses' },
  {
    id: 'envoy-limit',
    property: /^trafficPolicy\.compress(ion|or)/,
    reason: 'one of two is dropped or left out (corpus/references.ts)',
  },
  { id: 'envoy-limit', property: /redirect\.port$/, value: /^0$/, reason: 'Envoy treats port 0 as none' },
  { id: 'envoy-limit', property: /replaceFullPath$/, value: /^""$/, reason: 'Envoy Gateway leaves an empty path out' },
  { id: 'envoy-limit', property: /http\.method$/, reason: 'Envoy sends GET for a method that it does not know' },
  { id: 'unreachable-rule', reason: 'an earlier rule responds (corpus/references.ts)' },
  { id: 'session-retry', reason: 'needs a pod that fails (mcp-churn.test.ts)' },
  { id: 'line-break', reason: 'no request can have it, or it freezes the Gateway' },
  { id: 'number-of-members', reason: 'a list of one member needs no firstOf()' },
  { id: 'no-member', value: /firstOf/, reason: 'a nested list is a mistake of the author, although a harmless one' },
  { id: 'table-size-of-member', reason: 'the table size of another member would be dropped' },
  { id: 'duplicate-item', reason: 'a repetition is a mistake of the author, although a harmless one' },
  { id: 'cookie-attribute', value: /^"\/ä"$/, reason: 'browsers send the cookie to no path' },
  { id: 'name-too-long', reason: 'the session persistence of the Gateway API has the same limit' },
  { id: 'cookie-not-secure', reason: 'browsers drop the cookie' },
  { id: 'passive-cookie', reason: 'Envoy would drop one of two options' },
  {
    id: 'invalid-name',
    property: /Cookie\(\) name$/i,
    value: /^"[!-~]* [!-~]*"$/,
    reason: 'needs a client that is as strict as browsers are',
  },
  {
    id: 'out-of-range',
    expected: /^at least 0$/,
    reason: 'in an unsigned field it keeps Envoy Gateway from reading any policy',
  },
  {
    id: 'wrong-form',
    property: /matches\[\d+\]\.headers\[\d+\]\.value$/,
    reason: 'the experimental channel of the Gateway API refuses it',
  },
  {
    id: 'wrong-form',
    property: /^hostnames\[\d+\]$/,
    value: /^"(\d+\.){3}\d+"$/,
    reason: 'the Gateway API allows no addresses, although Envoy Gateway serves them',
  },
  { id: 'not-for-grpc', reason: 'needs a client that keeps no cookies, or the key would be the method' },
  { id: 'computed-key-backends', reason: NEEDS_OTHER_PODS },
  { id: 'session-cookie-conflict', reason: NEEDS_OTHER_PODS },
  { id: 'several-clusters', reason: NEEDS_OTHER_PODS },
  { id: 'copy-of-weights', reason: 'needs weights that are edited in the cluster' },
  { id: 'no-room-in-copy', reason: 'needs weights that are edited in the cluster' },
  { id: 'header-clash', reason: 'one of two changes would be lost (corpus/session-names.ts)' },
  // Requests without a key spread, but the few of one case may all reach the same pod.
  { id: 'no-names', reason: 'there is nothing to hash, so requests spread' },
  { id: 'path-without-key', reason: 'such requests have no key (path.test.ts)' },
  { id: 'needs-filters', reason: 'without its filter there is no key (path.test.ts)' },
  { id: 'path-template', reason: 'no request can have its key (path.test.ts)' },
  {
    id: 'crd-rule',
    expected: /must be specified for Re(quest|sponse)HeaderModifier/,
    reason: 'the stickiness fills the filter that its author left empty',
  },
  { id: 'envoy-limit', property: /^trafficPolicy\.http2/, reason: 'needs a Service that speaks HTTP/2' },
];

export function decisionFor(problem: Message): Decision | undefined {
  return DECISIONS.find(
    ({ id, property, value, expected }) =>
      id === problem.id &&
      (property?.test(problem.property) ?? true) &&
      (value?.test(problem.value) ?? true) &&
      (expected?.test(problem.expected) ?? true),
  );
}
