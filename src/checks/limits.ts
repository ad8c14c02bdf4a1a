import { type Any, has } from '../crds/cel';
import type { Problem } from '../problem';

/** What Envoy Gateway or Envoy demands of a field though the CRD does not. */
export interface Limit {
  /** From the rule or the policy; `[]` is each item of a list, `{}` each value of a map. */
  readonly path: string;
  readonly allowed: string;
  readonly remedy: string;
  readonly holds: (value: Any) => boolean;
}

/** Where a rule or policy goes beyond what Envoy Gateway or Envoy takes; most of it would freeze the Gateway of all teams. */
export function checkLimits(limits: readonly Limit[], whole: unknown, property: string): Problem[] {
  return limits.flatMap(({ path, allowed, remedy, holds }) =>
    valuesAt(whole, path.match(/\w+|\[\]|\{\}/g) ?? [], property)
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

/** Texts with a line break or NUL, which Envoy takes in hardly any field; `payload` is where they may stand. */
export function checkControls(whole: unknown, property: string, payload?: RegExp): Problem[] {
  if (typeof whole === 'string') {
    return /[\0\r\n]/.test(whole) && !payload?.test(property)
      ? [{ property, value: whole, allowed: 'a text without line breaks and NUL', remedy: 'remove them' }]
      : [];
  }
  if (typeof whole !== 'object' || whole === null) {
    return [];
  }
  return Object.entries(whole).flatMap(([key, value]) =>
    checkControls(value, Array.isArray(whole) ? `${property}[${key}]` : `${property}.${key}`, payload),
  );
}
