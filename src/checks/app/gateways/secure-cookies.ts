import { itemsOf } from '../../../collections';
import type { RuleWithBackends } from '../../../input/backends';
import { POLICY_KIND } from '../../../objects/groups';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import { namedTargets, routeOf } from '../objects/policy-targets';

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

/** Secure cookies where the app defines all listeners of the routes, and none of them has TLS. */
export function checkSecureCookies(objects: AppObjects, report: AppReport): void {
  if (objects.ofKind('Gateway').length === 0) {
    return;
  }
  const constructs = new Set(
    [
      ...ours(objects, POLICY_KIND).filter((policy) => setsSecureCookie(policy) && isPlainPolicy(policy, objects)),
      ...ours(objects, 'HTTPRoute').filter((route) => keepsSecureCookie(route) && isPlain(route, objects)),
    ].map(({ construct }) => construct),
  );
  for (const construct of constructs) {
    report(construct, {
      id: 'secure-cookie',
      property: 'stickiness',
      value: 'a Secure cookie',
      expected: 'at least one listener with TLS',
    });
  }
}

/** Objects of others have to be rendered before they can be read, so they are left out first. */
function ours(objects: AppObjects, kind: string): readonly AppObject[] {
  return objects.ofKind(kind).filter(({ isOurs }) => isOurs);
}

function setsSecureCookie({ spec }: AppObject): boolean {
  const attributes = Object.keys(spec.loadBalancer?.consistentHash?.cookie?.attributes ?? {});
  return attributes.some((name) => name.toLowerCase() === 'secure');
}

function keepsSecureCookie({ rules }: AppObject): boolean {
  return rules.some(({ source: { plan, backendRefs } }) => plan.pin && plan.cookie?.isSecure && backendRefs.length > 0);
}

function isPlainPolicy(policy: AppObject, objects: AppObjects): boolean {
  const routes = namedTargets(policy).map((target) => routeOf(target, policy, objects));
  return routes.every((route) => route && isPlain(route, objects)) && routes.some(hasBackends);
}

/** Envoy sets no cookie in the responses of filters, such as redirects. */
function hasBackends(route: AppObject | undefined): boolean {
  return itemsOf<RuleWithBackends>(route?.spec.rules).some(({ backendRefs }) => itemsOf(backendRefs).length > 0);
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
