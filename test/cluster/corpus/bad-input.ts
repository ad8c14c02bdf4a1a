import type { StickyGatewayRouteProps } from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { namespace } from '../../../cluster/gateway/namespace';
import type { Symptom } from './symptoms';

/** Input that the API server accepts but that misbehaves, and the properties with which an author would ask for the same. */
export interface BadInput {
  readonly what: string;
  readonly symptom: Symptom;
  /** The rule of the raw HTTPRoute, besides its backend. */
  readonly rule?: Manifest;
  /** The spec of the raw HTTPRoute, besides hostnames, parents and rules. */
  readonly route?: Manifest;
  /** The spec of the raw policy, besides its target. */
  readonly policy?: Manifest;
  /** A second route of another name, with the same parent and hostname. */
  readonly otherRule?: Manifest;
  /** Whether Envoy Gateway sets no status on it. */
  readonly unjudged?: boolean;
  /** The same for the construct: an error at synthesis or earlier. */
  readonly props: () => Partial<StickyGatewayRouteProps>;
}

/** The raw manifests: a route named bad, and a policy of the same name that targets it. */
export function manifestsOf(bad: BadInput, parentRef: Manifest): Manifest[] {
  const { rule, route, policy, otherRule } = bad;
  const defaults = { parentRefs: [parentRef], hostnames: ['bad.test'], rules: [{ ...backend, ...rule }] };
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'bad' }];
  const manifests = [routeManifest('bad', { ...defaults, ...route })];
  if (policy) {
    manifests.push(policyManifest('bad', { targetRefs, ...policy }));
  }
  if (otherRule) {
    manifests.push(routeManifest('bad-1', { ...defaults, rules: [otherRule] }));
  }
  return manifests;
}

export const backend = { backendRefs: [{ name: 'api', port: 80 }] };

function routeManifest(name: string, spec: Manifest): Manifest {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name, namespace }, spec };
}

function policyManifest(name: string, spec: Manifest): Manifest {
  const apiVersion = 'gateway.envoyproxy.io/v1alpha1';
  return { apiVersion, kind: 'BackendTrafficPolicy', metadata: { name, namespace }, spec };
}

export function hashPolicy(consistentHash: Manifest): Manifest {
  return { loadBalancer: { type: 'ConsistentHash', consistentHash } };
}

export function pinPolicy(header: string): Manifest {
  return { loadBalancer: { type: 'LeastRequest', endpointOverride: { extractFrom: [{ header }] } } };
}
