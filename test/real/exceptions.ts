import type { Refusal } from './apps';
import * as matchers from './matchers';
import type { SourceFile } from './modules';
import type { Way } from './ways';

/** A right refusal for a reason that neither the API server nor the tests of Envoy Gateway look at. */
interface Exception {
  readonly id: string;
  readonly property?: RegExp;
  readonly value?: RegExp;
  readonly of?: matchers.Matcher;
  /** Whether it is one only for constructs that keep clients on their pod. */
  readonly ifSticky?: boolean;
  readonly reason: string;
}

/** Hostnames of routes that are accepted for another hostname. */
const UNSERVED = /^"(bar\.com|non\.matching\.com|\*\.nonmatchingwildcard\.io|wildcard\.io)"$/;

/** Contradictions in a file, and files that are no whole app. */
const OF_FILES: readonly Exception[] = [
  { id: 'duplicate-object', of: matchers.isTwiceInFile, reason: 'the file has two objects of one name' },
  {
    id: 'duplicate-object',
    value: /^"BackendTrafficPolicy/,
    of: matchers.hasNamesake,
    reason: 'the policies of an HTTPRoute and of a GRPCRoute of one name would have one name',
  },
  { id: 'no-parent', value: /^\[\]$/, of: matchers.isExample, reason: 'an excerpt: the route serves nothing' },
  { id: 'no-backend', of: matchers.isInvalidOnPurpose, reason: 'an excerpt, invalid on purpose' },
  { id: 'reference-grant', of: matchers.isOfMesh, reason: 'Envoy Gateway serves no mesh' },
  {
    id: 'service-port',
    of: (_, { name }) => name.endsWith('/default-resources.yaml'),
    reason: 'egctl adds what the file lacks',
  },
];

/** What Envoy Gateway accepts, and then ignores or answers with an error. */
const OF_VALUES: readonly Exception[] = [
  { id: 'no-backend', of: matchers.rewrites, reason: 'responds with 500, as the tests of Envoy Gateway show' },
  { id: 'unreachable-rule', value: /^undefined$|ExampleExact/, reason: 'the first of two equal matches gets all' },
  { id: 'unserved-hostname', value: UNSERVED, reason: 'ignored silently, as another hostname is served' },
  { id: 'envoy-limit', property: /compressor\[\d+\]$/, of: matchers.mergesNothing, reason: 'ignored silently' },
  { id: 'envoy-limit', value: /^"ExternalAuth"$/, reason: 'Envoy Gateway has no such filter' },
  { id: 'reference-name', value: /[A-Z]/, reason: 'the API server refuses a Service of this name' },
  {
    id: 'not-allowed-by-listener',
    value: /"cross-namespace-denied"/,
    reason: 'the tests of Envoy Gateway show that it refuses the ListenerSet',
  },
  { id: 'load-balancer', value: /"consistentHash":\{"tableSize"/, reason: 'a hash of nothing' },
];

/** What Envoy Gateway serves, but not to the same pod. */
const OF_STICKINESS: readonly Exception[] = [
  { id: 'backend-without-pods', of: matchers.hasDynamicBackend, reason: 'no pods that Envoy could choose from' },
  { id: 'inherited-routing-type', of: matchers.inheritsServiceRouting, reason: 'kube-proxy would choose the pod' },
  { id: 'parent-kind', value: /\/Service/, reason: 'Envoy Gateway ignores policies of routes in a mesh' },
  { id: 'routing-type', value: /^"Service"$/, reason: 'kube-proxy would choose the pod' },
  { id: 'session-persistence', value: /sessionName/, reason: 'Envoy Gateway applies only one of the two' },
  { id: 'several-clusters', of: matchers.hasUnlikeBackends, reason: 'Envoy looks for the pod in one cluster' },
];

export const EXCEPTIONS: readonly Exception[] = [
  ...OF_FILES,
  ...OF_VALUES,
  ...OF_STICKINESS.map((each) => ({ ...each, ifSticky: true, reason: `not sticky: ${each.reason}` })),
];

export function exceptionFor(refusal: Refusal, file: SourceFile, { isSticky }: Way): Exception | undefined {
  const { message } = refusal;
  return EXCEPTIONS.find(
    ({ id, property, value, of, ifSticky }) =>
      id === message.id &&
      (property?.test(message.property) ?? true) &&
      (value?.test(message.value) ?? true) &&
      (of?.(refusal, file) ?? true) &&
      (isSticky || !ifSticky),
  );
}
