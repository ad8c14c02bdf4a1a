import { itemsOf } from '../../../collections';
import type { Observation } from '../../../findings/finding';
import { hasSeveralBackends, type RuleInput } from '../../../input/rule-input';
import type { BackendRef } from '../../../input/rule-types';
import { isResolvable } from '../../../schema/resolvable';
import type { AppObject } from '../objects/app-object';
import type { AppObjects, RouteConstruct } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

const HTTP2_PROTOCOLS = ['kubernetes.io/h2c', 'gateway.envoyproxy.io/h2c', 'grpc'];

/** Kinds of Kubernetes whose pods have IP addresses. */
const POD_KINDS = ['Service', 'ServiceImport'];

/** First Envoy Gateway that puts IP addresses and Unix sockets into one cluster. */
const SOCKETS_IN_CLUSTER_SINCE = '1.9';

interface Endpoint {
  readonly fqdn?: unknown;
  readonly unix?: unknown;
}

/** Backends of a session that are not one cluster, in view of the Services and Backends of the app. */
export function checkSessionClusters(each: RouteConstruct, objects: AppObjects, report: AppReport): void {
  for (const rule of each.input.rules) {
    const difference = rule.plan.pin && hasSeveralBackends(rule) && differenceOf(rule, each, objects);
    if (difference) {
      report(each.construct, {
        id: 'several-clusters',
        property: `${rule.property}.backendRefs`,
        value: rule.backendRefs.map(({ name }) => name),
        remedy: 'use backends that are alike, or Stickiness.header()',
        ...difference,
      });
    }
  }
}

/** What tells the backends of a rule apart. */
function differenceOf(
  { backendRefs, isGrpc }: RuleInput,
  each: RouteConstruct,
  objects: AppObjects,
): Pick<Observation, 'expected' | 'reason'> | undefined {
  const known = backendRefs.flatMap((ref) => {
    const object = objects.backendOf(ref, each.route);
    return object && !isResolvable(ref.port) ? [{ object, port: ref.port }] : [];
  });
  const zoned = known.find(({ object }) => object.kind === 'Service' && prefersZone(object));
  if (zoned) {
    return { expected: `Services without trafficDistribution and topology-mode, unlike ${zoned.object.path}` };
  }
  if (!isGrpc && new Set(known.map(({ object, port }) => speaksHttp2(object, port))).size > 1) {
    return {
      expected: 'backends of which all or none have an appProtocol such as kubernetes.io/h2c',
      reason: 'Envoy would speak HTTP/2 with all of them',
    };
  }
  if (areMixed(backendRefs, each, objects)) {
    return { expected: 'Services, or backends of one kind with addresses of one kind' };
  }
  return undefined;
}

function prefersZone({ spec, manifest }: AppObject): boolean {
  const mode = manifest.metadata.annotations?.['service.kubernetes.io/topology-mode'];
  return spec.trafficDistribution !== undefined || ['Auto', 'auto'].includes(mode ?? '');
}

function speaksHttp2({ spec }: AppObject, port: unknown): boolean {
  const ports = itemsOf<{ readonly port: number; readonly appProtocol?: string }>(spec.ports);
  const ofPort = ports.find((each) => each.port === port)?.appProtocol ?? '';
  return [ofPort, ...itemsOf<string>(spec.appProtocols)].some((protocol) => HTTP2_PROTOCOLS.includes(protocol));
}

/** Whether some backends have other addresses than the rest; those that the app does not define are as others of their kind. */
function areMixed(backendRefs: readonly BackendRef[], each: RouteConstruct, objects: AppObjects): boolean {
  const addresses = backendRefs.map((ref) => addressesOf(ref, each, objects));
  const kinds = backendRefs.map(({ kind = 'Service' }) => (POD_KINDS.includes(kind) ? 'Service' : kind));
  const isUnknown = addresses.some((known) => known === undefined);
  return new Set(addresses.flatMap((known) => known ?? [])).size > 1 || (isUnknown && new Set(kinds).size > 1);
}

/** The kinds of addresses that a backend has; none if the app does not say. */
function addressesOf(
  ref: BackendRef,
  { input, route }: RouteConstruct,
  objects: AppObjects,
): readonly string[] | undefined {
  if (POD_KINDS.includes(ref.kind ?? 'Service')) {
    return ['ip'];
  }
  const ofSocket = input.target._has(SOCKETS_IN_CLUSTER_SINCE) ? 'ip' : 'unix';
  const endpoints = objects.backendOf(ref, route)?.spec.endpoints;
  return (
    endpoints &&
    itemsOf<Endpoint>(endpoints).map(({ fqdn, unix }) => {
      const address = unix ? ofSocket : 'ip';
      return fqdn ? 'fqdn' : address;
    })
  );
}
