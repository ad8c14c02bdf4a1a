import { Construct, type IConstruct } from 'constructs';
import { ACKNOWLEDGEABLE_IDS, type FindingId } from './catalogue';
import type { Report } from './finding';

const IDS: readonly string[] = ACKNOWLEDGEABLE_IDS;

/** Marks constructs with the ids that were acknowledged for them, in any installed copy of the package. */
const ACKNOWLEDGED = Symbol.for('cdk8s-sticky-gateway-route.acknowledged');

interface Acknowledging {
  [ACKNOWLEDGED]?: readonly string[];
}

/** Leaves out findings of these ids for a construct and all constructs below it. */
export function acknowledge(scope: IConstruct & Acknowledging, ids: readonly string[]): void {
  if (ids.length > 0) {
    scope[ACKNOWLEDGED] = [...(scope[ACKNOWLEDGED] ?? []), ...ids];
  }
}

export function isAcknowledged({ node }: IConstruct, id: FindingId): boolean {
  return IDS.includes(id) && node.scopes.some((scope: IConstruct & Acknowledging) => scope[ACKNOWLEDGED]?.includes(id));
}

export function checkScope(property: string, scope: unknown, report: Report): void {
  if (!Construct.isConstruct(scope)) {
    const expected = 'an app, a chart or another construct';
    report({ id: 'wrong-type', property, value: scope, expected, remedy: 'pass the app or the chart' });
  }
}

export function checkAcknowledgedIds(property: string, ids: readonly unknown[], report: Report): void {
  if (!Array.isArray(ids)) {
    report({ id: 'wrong-type', property, value: ids, expected: 'a list of ids', remedy: 'write a list' });
    return;
  }
  ids.forEach((id, i) => {
    if (!IDS.includes(id as string)) {
      report({
        id: 'unknown-finding',
        property: `${property}[${i}]`,
        value: id,
        expected: `the id of a finding that can be acknowledged: ${IDS.join(', ')}`,
      });
    }
  });
}
