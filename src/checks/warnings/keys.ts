import type { Report } from '../../findings/finding';
import type { CommonInput, PlacedPlan } from '../../input/common-input';
import type { StickinessPlan } from '../../stickiness/plan';

const FEW_VALUES = [':method', ':scheme'];
const SERVER_NAMED = 'mcp-session-id';

/** Keys that rarely do what their author expects. */
export function warnOfKeys({ plans }: CommonInput, report: Report): void {
  for (const each of plans) {
    const members = each.plan.members.length > 0 ? each.plan.members : [each.plan];
    for (const member of members) {
      warnOfKey(each, member, report);
    }
  }
}

function warnOfKey({ property }: PlacedPlan, plan: StickinessPlan, report: Report): void {
  if (plan.readsAddress) {
    report({
      id: 'source-ip',
      property,
      value: plan.factory,
      expected: 'a key other than the address',
    });
  }
  for (const header of plan.headers) {
    warnOfHeader(property, header, plan, report);
  }
}

function warnOfHeader(property: string, header: string, { pin }: StickinessPlan, report: Report): void {
  const folded = header.toLowerCase();
  if (folded === SERVER_NAMED && !pin?.isNamedByServer) {
    report({ id: 'server-named-session', property, value: header, expected: 'a header that clients choose' });
  }
  if (FEW_VALUES.includes(folded)) {
    report({ id: 'few-values', property, value: header, expected: 'a header with many values' });
  }
  if (header.includes('_')) {
    report({ id: 'underscore', property, value: header, expected: 'a header without "_"' });
  }
}
