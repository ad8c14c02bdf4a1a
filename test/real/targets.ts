import { type LabelSelector, selects } from '../../src/checks/app/objects/label-selectors';
import type { Manifest } from './manifests';

const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute'];

interface Target {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

interface Selector extends LabelSelector {
  readonly kind: string;
}

export function isRoute({ kind }: Manifest): boolean {
  return ROUTE_KINDS.includes(kind);
}

export function isPolicy({ kind }: Manifest): boolean {
  return kind === 'BackendTrafficPolicy';
}

/** The routes that a policy names. */
export function routeTargets({ spec }: Manifest): Target[] {
  const targets: Target[] = [...(spec?.targetRef ? [spec.targetRef] : []), ...(spec?.targetRefs ?? [])];
  return targets.filter(({ kind }) => ROUTE_KINDS.includes(kind));
}

/** Whether a policy is for a route. */
export function isFor(policy: Manifest, route: Manifest): boolean {
  const { name, namespace, labels = {} } = route.metadata;
  const selectors: readonly Selector[] = policy.spec?.targetSelectors ?? [];
  const isNamed = routeTargets(policy).some((target) => target.kind === route.kind && target.name === name);
  const isSelected = selectors.some((selector) => selector.kind === route.kind && selects(selector, labels));
  return isPolicy(policy) && isRoute(route) && ((isNamed && policy.metadata.namespace === namespace) || isSelected);
}
