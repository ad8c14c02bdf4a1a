import type { Field, Limit } from '../field';

/** A limit and the path of the field that it is for. */
export interface FieldLimit extends Limit {
  /** Relative to the rule or policy; `[]` stands for each item of a list, `{}` for each value of a map. */
  readonly path: string;
}

/** A field with limits added; exceeding most of them would freeze the Gateway of all teams. */
export function withLimits(field: Field, limits: readonly FieldLimit[]): Field {
  return limits.reduce((whole, limit) => limited(whole, limit.path.match(/\w+|\[\]|\{\}/g) ?? [], limit), field);
}

/** HTTP and gRPC rules share limits, so a path that one of them lacks is ignored. */
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
