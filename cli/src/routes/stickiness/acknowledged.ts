import type { RulePlan } from '../route-plan';
import { hasNestedSessionCookies } from './session-cookies';
import { isSticky, type StickinessCall } from './stickiness-call';

const ROTATING = ['authorization', 'forwarded', 'proxy-authorization', 'x-forwarded-for'];

/** Findings of the construct that the report has in other words. */
export function acknowledgedIds(rules: readonly RulePlan[]): string[] {
  const calls = rules.map(({ stickiness }) => stickiness);
  const isWeighted = rules.some(
    ({ rule, stickiness }) => isSticky(stickiness) && (rule.backendRefs as unknown[] | undefined)?.length === 2,
  );
  const ids = [
    calls.some(readsAddress) && 'source-ip',
    calls.some((call) => call.factory === 'header' && ROTATING.includes(call.name.toLowerCase())) && 'rotating-key',
    calls.some(({ factory }) => factory === 'mcp') && 'circuit-breaker',
    isWeighted && calls.some(({ factory }) => factory === 'cookie') && 'weighted-cookie',
    hasNestedSessionCookies(calls) && 'session-cookie-conflict',
  ];
  return ids.filter((id) => id !== false);
}

function readsAddress(call: StickinessCall): boolean {
  return call.factory === 'sourceIp' || (call.factory === 'allOf' && call.members.some(readsAddress));
}
