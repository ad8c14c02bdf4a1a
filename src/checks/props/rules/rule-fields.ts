import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import type { Field } from '../../../schema/field';
import { SCHEMA } from '../../../schema/generated/schema';
import { withLimits } from '../../../schema/limits/field-limit';
import { GRPC_RULE_LIMITS, HTTP_RULE_LIMITS } from '../../../schema/limits/rule-limits';
import { validate } from '../../../schema/validate';

const HTTP_RULE = withLimits(withoutRetries(SCHEMA.HTTPRoute?.fields?.rules?.items as Field), HTTP_RULE_LIMITS);
const GRPC_RULE = withLimits(SCHEMA.GRPCRoute?.fields?.rules?.items as Field, GRPC_RULE_LIMITS);

/** Fields of rules that the CRDs or Envoy refuse. */
export function checkRuleFields({ rules, target }: RouteInput, report: Report): void {
  if (rules.length === 0) {
    report({ id: 'no-rule', property: 'http', value: [], expected: 'at least one rule in http or grpc' });
  }
  for (const { property, rule, isGrpc } of rules) {
    validate(isGrpc ? GRPC_RULE : HTTP_RULE, rule, property, target, report);
  }
}

/** From Gateway API 1.7 on, 0 attempts switch retries off; the CRDs of earlier versions do not have them in the standard channel. */
function withoutRetries(rule: Field): Field {
  const { retry } = rule.fields ?? {};
  const attempts = { ...retry?.fields?.attempts, minimum: 0 };
  return { ...rule, fields: { ...rule.fields, retry: { ...retry, fields: { ...retry?.fields, attempts } } } };
}
