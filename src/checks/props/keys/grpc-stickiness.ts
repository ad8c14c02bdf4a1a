import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import type { RuleInput } from '../../../input/rule-input';

interface HeaderMatch {
  readonly name?: unknown;
  readonly value?: unknown;
  readonly type?: string;
}

/** Stickiness of gRPC rules that gRPC clients cannot use. */
export function checkGrpcStickiness({ plans, rules }: CommonInput, report: Report): void {
  for (const { property, plan, isDefault } of plans) {
    if (plan.httpOnly !== undefined && rules.some((rule) => isForGrpc(rule) && rule.plan === plan)) {
      report({
        id: 'not-for-grpc',
        property,
        value: isDefault ? undefined : plan.factory,
        expected: 'a stickiness that gRPC clients can use',
        reason: isDefault ? `the default is ${plan.factory}, and ${plan.httpOnly}` : plan.httpOnly,
      });
    }
  }
}

/** Whether only gRPC clients send the requests of a rule, which may be an HTTP rule for their content type. */
function isForGrpc({ isGrpc, matches }: RuleInput): boolean {
  return isGrpc || (matches.length > 0 && matches.every(({ headers }) => itemsOf<HeaderMatch>(headers).some(isOfGrpc)));
}

/** Browsers send `application/grpc-web`, and keep cookies. */
function isOfGrpc({ name, value, type = 'Exact' }: HeaderMatch): boolean {
  const isContentType = String(name).toLowerCase() === 'content-type';
  return isContentType && type === 'Exact' && /^application\/grpc(\+|$)/.test(String(value));
}
