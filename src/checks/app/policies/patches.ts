import { isDeepStrictEqual } from 'node:util';
import { itemsOf } from '../../../collections';
import type { BackendRef, Rule, RuleFilter } from '../../../input/rule-types';
import { POLICY_KIND, ROUTE_KINDS } from '../../../objects/groups';
import { HEADER_FILTERS, headerNames } from '../../../objects/merged-filters';
import type { RenderedRule } from '../../../objects/object-spec';
import { FALLBACK_TYPES } from '../../../objects/policy-settings';
import type { HeaderModifier } from '../../../stickiness/header-changes';
import type { AppObject, Manifest } from '../objects/app-object';
import type { AppObjects } from '../objects/app-objects';
import type { AppReport } from '../objects/app-report';

/** JSON patches of objects of this package that take a part of the stickiness away. */
export function checkPatches(objects: AppObjects, report: AppReport): void {
  for (const object of objects
    .ofKind(POLICY_KIND, ...ROUTE_KINDS)
    .filter(({ specBeforePatches }) => specBeforePatches)) {
    const lost = object.kind === POLICY_KIND ? lostByPolicy(object) : lostByRoute(object);
    if (lost) {
      report(object.construct, {
        id: 'patched-stickiness',
        property: lost.property,
        value: lost.value,
        expected: `${lost.expected} in ${object.path}`,
      });
    }
  }
}

interface Loss {
  readonly property: string;
  readonly value: unknown;
  readonly expected: string;
}

function lostByPolicy({ spec, specBeforePatches }: AppObject): Loss | undefined {
  const { consistentHash, endpointOverride } = specBeforePatches.loadBalancer ?? {};
  if (!consistentHash && !endpointOverride) {
    return undefined;
  }
  if (spec.routingType === 'Service') {
    return { property: 'spec.routingType', value: spec.routingType, expected: 'Endpoint' };
  }
  const isKept = consistentHash
    ? hashes(spec)
    : pins(spec) && isDeepStrictEqual(spec.loadBalancer.endpointOverride, endpointOverride);
  const expected = consistentHash ? 'a ConsistentHash' : `its endpointOverride with ${FALLBACK_TYPES.join(' or ')}`;
  return isKept ? undefined : { property: 'spec.loadBalancer', value: spec.loadBalancer, expected };
}

function hashes({ loadBalancer }: Manifest['spec']): boolean {
  return loadBalancer?.type === 'ConsistentHash' && loadBalancer.consistentHash !== undefined;
}

function pins({ loadBalancer }: Manifest['spec']): boolean {
  return FALLBACK_TYPES.includes(loadBalancer?.type) && loadBalancer.endpointOverride !== undefined;
}

/** What the rules of a route lost; if somebody added or removed some, their matches tell which is which. */
function lostByRoute({ spec, rules, specBeforePatches }: AppObject): Loss | undefined {
  const rendered = itemsOf<Rule>(spec.rules);
  const isSameNumber = rendered.length === rules.length;
  const losses = rules.map((own, i) => {
    const candidates = rendered.flatMap((rule, place) => {
      const isOwn = isSameNumber ? place === i : isDeepStrictEqual(rule.matches, specBeforePatches.rules[i].matches);
      return isOwn ? [lostByRule(place, own, rule)] : [];
    });
    return candidates.every((loss) => loss) ? candidates[0] : undefined;
  });
  return losses.find((loss) => loss);
}

function lostByRule(index: number, own: RenderedRule, rendered: Rule): Loss | undefined {
  const { loadBalancer, headerChanges } = own.source.plan;
  const backends = itemsOf<BackendRef>(rendered.backendRefs);
  const property = `spec.rules[${index}]`;
  if (backends.length === 0 || !loadBalancer) {
    return undefined;
  }
  for (const { field, direction } of HEADER_FILTERS) {
    const kept = changedHeaders(rendered, field);
    const lost = headerNames(headerChanges?.[direction]).find(
      (name) => changedHeaders(own.rule, field).includes(name) && !kept.includes(name),
    );
    if (lost !== undefined) {
      return { property: `${property}.filters`, value: rendered.filters, expected: `the ${field} of "${lost}"` };
    }
  }
  const isWeighted = (refs: readonly BackendRef[]) => refs.some(({ filters }) => itemsOf<unknown>(filters).length > 0);
  return backends.length > 1 && isWeighted(itemsOf<BackendRef>(own.rule.backendRefs)) && !isWeighted(backends)
    ? { property: `${property}.backendRefs`, value: backends, expected: 'a filter, which makes weights count,' }
    : undefined;
}

function changedHeaders({ filters }: Rule, field: (typeof HEADER_FILTERS)[number]['field']): string[] {
  return itemsOf<RuleFilter>(filters).flatMap((filter) => headerNames(filter[field] as HeaderModifier | undefined));
}
