import { addTo, entryOf, itemsOf } from '../../../collections';
import { headerNames } from '../../../objects/merged-filters';
import type { HeaderModifier } from '../../../stickiness/header-changes';
import { partsOf, type StickinessPlan } from '../../../stickiness/plan';
import { lostHeaders } from '../../props/keys/hashed-headers';
import { parentKey } from '../gateways/shared-listeners';
import type { AppObject } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';
import type { AttachedConstruct } from '../objects/attachments';
import { objectKey } from '../objects/object-key';
import { targetsOf } from '../objects/policy-targets';
import { parentPolicies } from './gateway-policies';

/** A part of an API key's sources. */
interface KeySource {
  readonly headers?: readonly string[];
  readonly cookies?: readonly string[];
  readonly params?: readonly string[];
}

/** Policies of the app that take from requests or responses what keeps clients on their pod. */
export function checkTakenHeaders(each: AttachedConstruct, objects: AppObjects, report: AppReport): void {
  const ofClients = parentPolicies('ClientTrafficPolicy', each, objects);
  const takers = [
    ...ofClients.map((policy) => ({ policy, id: 'header-clash' as const, takenBy: takenFromHeaders })),
    ...ofClients.map((policy) => ({ policy, id: 'taken-key' as const, takenBy: takenKey })),
    ...hidingPolicies(each, objects).map((policy) => ({ policy, id: 'header-clash' as const, takenBy: takenFromKeys })),
  ];
  for (const { policy, id, takenBy } of takers) {
    for (const { property, plan } of each.input.plans) {
      const name = partsOf(plan)
        .map((part) => takenBy(part, policy.spec))
        .find((taken) => taken);
      if (name !== undefined) {
        report(each.construct, {
          id,
          property,
          value: name,
          expected: `a header or cookie that ${policy.key} (${policy.path}) leaves`,
          reason: id === 'header-clash' ? 'it takes away what keeps clients on their pod' : undefined,
          remedy: 'change that policy, or use another header or cookie for the stickiness',
        });
      }
    }
  }
}

/** What Envoy itself or the server gives to clients: nothing else can set it again. */
function takenFromHeaders(plan: StickinessPlan, { headers = {} }: AppObject['spec']): string | undefined {
  const { earlyRequestHeaders, lateResponseHeaders } = headers as Readonly<Record<string, HeaderModifier>>;
  const { pin, cookie, headerChanges } = plan;
  const read = [...(pin ? [pin.header] : []), ...(cookie ? ['cookie'] : [])];
  const answered = [...(cookie ? ['set-cookie'] : []), ...headerNames(headerChanges?.response)];
  return takenOf(read, earlyRequestHeaders) ?? takenOf(answered, lateResponseHeaders);
}

/** A hashed header: a JWT or an authorization service may set it again. */
function takenKey({ pin, headers: hashed }: StickinessPlan, { headers }: AppObject['spec']): string | undefined {
  return pin ? undefined : takenOf(hashed, headers?.earlyRequestHeaders);
}

function takenOf(names: readonly string[], modifier: HeaderModifier | undefined): string | undefined {
  const lost = modifier ? lostHeaders(modifier) : [];
  return names.find((name) => lost.includes(name.toLowerCase()));
}

/** Made once for all constructs of an app. */
const hiding = new WeakMap<AppObjects, ReadonlyMap<string, readonly AppObject[]>>();

/** SecurityPolicies for the routes of a construct, or for their Gateways, that hide API keys from the pods. */
function hidingPolicies({ attachments }: AttachedConstruct, objects: AppObjects): readonly AppObject[] {
  const byTarget = entryOf(hiding, objects, () => hidingByTarget(objects));
  const found = attachments.flatMap(({ route, parentRefs }) =>
    [route.key, ...parentRefs.map((ref) => parentKey(ref, route))]
      .flatMap((key) => itemsOf(byTarget.get(key)))
      .filter((policy) => objects.canMeet(route, policy)),
  );
  return [...new Set(found)];
}

function hidingByTarget(objects: AppObjects): ReadonlyMap<string, readonly AppObject[]> {
  const byTarget = new Map<string, AppObject[]>();
  for (const policy of objects.ofKind('SecurityPolicy').filter(({ spec }) => spec.apiKeyAuth?.sanitize === true)) {
    for (const { kind, namespace, name } of targetsOf(policy, objects)) {
      addTo(byTarget, objectKey(kind, namespace, name), policy);
    }
  }
  return byTarget;
}

function takenFromKeys({ headers, cookie, loadBalancer }: StickinessPlan, { apiKeyAuth }: AppObject['spec']) {
  const hashed = itemsOf(loadBalancer?.consistentHash?.queryParams).map(({ name }) => name);
  const forwarded = String(apiKeyAuth.forwardClientIDHeader).toLowerCase();
  return itemsOf<KeySource>(apiKeyAuth.extractFrom)
    .map((source) => {
      const ofHeaders = itemsOf(source.headers).map((name) => name.toLowerCase());
      return (
        headers.find((name) => ofHeaders.includes(name.toLowerCase()) && name.toLowerCase() !== forwarded) ??
        itemsOf(source.cookies).find((name) => name === cookie?.name) ??
        itemsOf(source.params).find((name) => hashed.includes(name))
      );
    })
    .find((name) => name !== undefined);
}
