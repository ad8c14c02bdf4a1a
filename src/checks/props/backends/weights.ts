import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Weights that the Envoy Gateway of the target ignores. */
export function checkWeights({ rules, target }: CommonInput, report: Report): void {
  for (const { property, backendRefs, plan } of rules) {
    const { weightsSince } = plan;
    const isShared = backendRefs.filter(({ weight }) => weight !== 0).length > 1;
    if (isShared && weightsSince !== undefined && !target._has(weightsSince)) {
      report({
        id: 'ignored-weights',
        property: `${property}.backendRefs`,
        value: backendRefs.map(({ name, weight }) => ({ name, weight })),
        expected: `one backend for ${plan.factory} on Envoy Gateway ${target.version}`,
        remedy: `use Stickiness.sessionCookie() or Stickiness.sessionHeader(), or set target to EnvoyGatewayVersion.V${weightsSince.replace('.', '_')}`,
      });
    }
  }
}
