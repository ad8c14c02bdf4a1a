import type { Field, Limit } from '../crds/field';

/** A limit with its place. */
export interface FieldLimit extends Limit {
  /** From the rule or the policy; `[]` is each item of a list, `{}` each value of a map. */
  readonly path: string;
}

/** A field with limits in their places; most of what goes beyond them would freeze the Gateway of all teams. */
export function withLimits(field: Field, limits: readonly FieldLimit[]): Field {
  return limits.reduce((whole, limit) => limited(whole, limit.path.match(/\w+|\[\]|\{\}/g) ?? [], limit), field);
}

/** HTTP and gRPC have limits in common: where a path leads nowhere, there is nothing to limit. */
function limited(field: Field, [step, ...steps]: readonly string[], limit: Limit): Field {
  const { fields = {}, items, values, limits = [] } = field;
  if (step === undefined) {
    return { ...field, limits: [...limits, limit] };
  }
  if (step === '[]') {
    return items ? { ...field, items: limited(items, steps, limit) } : field;
  }
  if (step === '{}') {
    return values ? { ...field, values: limited(values, steps, limit) } : field;
  }
  const next = fields[step];
  return next ? { ...field, fields: { ...fields, [step]: limited(next, steps, limit) } } : field;
}
