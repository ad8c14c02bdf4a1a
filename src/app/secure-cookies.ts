import { itemsOf } from '../route/lists';
import type { AppObject, AppObjects } from './app-objects';
import { namedTargets } from './policy-targets';

interface ParentRef {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
}

interface Listener {
  readonly name: string;
  readonly protocol: string;
}

/** The policies of this package that set a Secure cookie where all listeners of their routes are known to have no TLS. */
export function insecurePolicies(objects: AppObjects): readonly AppObject[] {
  if (objects.ofKind('Gateway').length === 0) {
    return [];
  }
  return objects.ofKind('BackendTrafficPolicy').filter((policy) => {
    if (!policy.isOurs || policy.acknowledged.includes('secure-cookie') || !isSecure(policy)) {
      return false;
    }
    return namedTargets(policy).every(({ kind, namespace, name }) => {
      const route = objects.find(kind, namespace, name, policy);
      return route && isPlain(route, objects);
    });
  });
}

function isSecure({ spec }: AppObject): boolean {
  const attributes = Object.entries(spec.loadBalancer?.consistentHash?.cookie?.attributes ?? {});
  return attributes.some(([name]) => name.toLowerCase() === 'secure');
}

function isPlain(route: AppObject, objects: AppObjects): boolean {
  return itemsOf<ParentRef>(route.spec.parentRefs).every((ref) => {
    const gateway = objects.find(ref.kind ?? 'Gateway', ref.namespace ?? route.namespace, ref.name, route);
    const listeners = itemsOf<Listener>(gateway?.spec.listeners).filter(
      ({ name }) => ref.sectionName === undefined || name === ref.sectionName,
    );
    return listeners.length > 0 && listeners.every(({ protocol }) => protocol === 'HTTP');
  });
}
