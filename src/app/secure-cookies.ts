import { itemsOf } from '../route/lists';
import { type AppObject, type AppObjects, objectKey } from './app-objects';
import { namedTargets, ROUTE_KINDS } from './policy-targets';

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
  const gateways = new Map(objects.ofKind('Gateway').map((gateway) => [gateway.key, gateway]));
  if (gateways.size === 0) {
    return [];
  }
  const routes = new Map(objects.ofKind(...ROUTE_KINDS).map((route) => [route.key, route]));
  return objects.ofKind('BackendTrafficPolicy').filter((policy) => {
    if (!policy.isOurs || policy.acknowledged.includes('secure-cookie') || !isSecure(policy)) {
      return false;
    }
    const targeted = namedTargets(policy).map(({ kind, namespace, name }) =>
      routes.get(objectKey(kind, namespace, name)),
    );
    return targeted.every((route) => route && isPlain(route, gateways));
  });
}

function isSecure({ spec }: AppObject): boolean {
  const attributes = Object.entries(spec.loadBalancer?.consistentHash?.cookie?.attributes ?? {});
  return attributes.some(([name]) => name.toLowerCase() === 'secure');
}

function isPlain({ spec, namespace }: AppObject, gateways: ReadonlyMap<string, AppObject>): boolean {
  return itemsOf<ParentRef>(spec.parentRefs).every((ref) => {
    const gateway = gateways.get(objectKey(ref.kind ?? 'Gateway', ref.namespace ?? namespace, ref.name));
    const listeners = itemsOf<Listener>(gateway?.spec.listeners).filter(
      ({ name }) => ref.sectionName === undefined || name === ref.sectionName,
    );
    return listeners.length > 0 && listeners.every(({ protocol }) => protocol === 'HTTP');
  });
}
