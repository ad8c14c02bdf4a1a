import type { Report } from '../../findings/finding';
import type { CommonInput } from '../../input/common-input';

/** Stickiness of gRPC rules that gRPC clients cannot use. */
export function checkGrpcStickiness({ plans, rules }: CommonInput, report: Report): void {
  for (const { property, plan } of plans) {
    if (plan.httpOnly !== undefined && rules.some((rule) => rule.isGrpc && rule.plan === plan)) {
      report({
        id: 'not-for-grpc',
        property,
        value: plan.factory,
        expected: 'a stickiness that gRPC clients can use',
        reason: plan.httpOnly,
      });
    }
  }
}
