import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';

/** Stickiness that the Envoy Gateway of the target lacks. */
export function checkStickinessVersion({ plans, target }: CommonInput, report: Report): void {
  for (const { property, plan } of plans) {
    const { factory, since } = plan;
    if (!target._has(since)) {
      report({
        id: 'newer-envoy-gateway',
        property,
        value: factory,
        expected: `a stickiness of Envoy Gateway ${target.version}`,
        remedy: `use another, or set target to EnvoyGatewayVersion.V${since.replace('.', '_')} once the cluster runs it`,
      });
    }
  }
}
