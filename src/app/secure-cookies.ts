import { itemsOf } from '../route/lists';
import type { AppObject, AppObjects } from './app-objects';
import { namedTargets, POLICY_KIND } from './policy-targets';

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

/** The objects of this package that set a Secure cookie where all listeners of their routes are known to have no TLS. */
export function insecureObjects(objects: AppObjects): readonly AppObject[] {
  if (objects.ofKind('Gateway').length === 0) {
    return [];
  }
  // Others' objects have to be rendered to be read, which is costly, so those are left out first.
  const ours = (kind: string) =>
    objects.ofKind(kind).filter(({ isOurs, acknowledged }) => isOurs && !acknowledged.includes('secure-cookie'));
  return [
    ...ours(POLICY_KIND).filter((policy) => setsSecureCookie(policy) && isPlainPolicy(policy, objects)),
    ...ours('HTTPRoute').filter((route) => route.cookies.some((cookie) => cookie?.secure) && isPlain(route, objects)),
  ];
}

function setsSecureCookie({ spec }: AppObject): boolean {
  const attributes = Object.keys(spec.loadBalancer?.consistentHash?.cookie?.attributes ?? {});
  return attributes.some((name) => name.toLowerCase() === 'secure');
}

function isPlainPolicy(policy: AppObject, objects: AppObjects): boolean {
  return namedTargets(policy).every(({ kind, namespace, name }) => {
    const route = objects.find(kind, namespace, name, policy);
    return route !== undefined && isPlain(route, objects);
  });
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
