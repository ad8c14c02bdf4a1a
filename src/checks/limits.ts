import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import { type Any, has } from '../crds/cel';
import type { Problem } from '../problem';
import { LIMITS } from './policy-limits';

/** What Envoy Gateway or Envoy demands of a field though the CRD does not. */
export interface Limit {
  /** From the spec; `[]` is each item of a list, `{}` each value of a map. */
  readonly path: string;
  readonly allowed: string;
  readonly remedy: string;
  readonly holds: (value: Any) => boolean;
}

/** Where a policy goes beyond what Envoy Gateway or Envoy takes; most of it would freeze the Gateway of all teams. */
export function checkLimits(spec: BackendTrafficPolicySpec): Problem[] {
  return LIMITS.flatMap(({ path, allowed, remedy, holds }) =>
    valuesAt(spec, path.match(/\w+|\[\]|\{\}/g) ?? [], 'trafficPolicy')
      .filter(({ value }) => !holds(value))
      .map((found) => ({ ...found, allowed, remedy })),
  );
}

function valuesAt(value: Any, [step, ...rest]: string[], property: string): { value: Any; property: string }[] {
  if (!has(value)) {
    return [];
  }
  switch (step) {
    case undefined:
      return [{ value, property }];
    case '[]':
      return value.flatMap((item: Any, i: number) => valuesAt(item, rest, `${property}[${i}]`));
    case '{}':
      return Object.entries(value).flatMap(([key, item]) => valuesAt(item, rest, `${property}.${key}`));
    default:
      return valuesAt(value[step], rest, `${property}.${step}`);
  }
}
