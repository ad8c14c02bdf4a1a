import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';

/** Stickiness of gRPC rules that gRPC clients cannot use. */
export function checkGrpcStickiness({ plans, rules }: CommonInput, report: Report): void {
  for (const { property, plan, isDefault } of plans) {
    if (plan.httpOnly !== undefined && rules.some((rule) => rule.isGrpc && rule.plan === plan)) {
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
