import { has } from './cel';
import type { Field } from './field';
import { isResolvable } from './resolvable';

/** An item of a list that stands for one of another type. */
const EMPTY = {};

/**
 * A value without the parts that have another type than their field, so that nobody who reads it has to check types.
 *
 * @returns the value itself if all of its parts conform
 */
export function conforming(field: Field, value: unknown): unknown {
  if (!has(value)) {
    return undefined;
  }
  switch (field.type) {
    case 'object':
      return isObject(value) ? conformingObject(field, value) : undefined;
    case 'array':
      return Array.isArray(value) ? conformingList(field, value) : undefined;
    case 'string':
    case 'boolean':
      return typeof value === field.type || isResolvable(value) ? value : undefined;
    case 'integer':
    case 'number':
      return typeof value === 'number' || isResolvable(value) ? value : undefined;
    default:
      return value;
  }
}

function conformingObject({ fields, values }: Field, value: Readonly<Record<string, unknown>>): object {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const written = value[name];
    const field = fields && Object.hasOwn(fields, name) ? fields[name] : values;
    const each = field ? conforming(field, written) : written;
    if (each !== written) {
      changed ??= { ...value };
      changed[name] = each;
    }
  }
  return changed ?? value;
}

function conformingList({ items = {} }: Field, value: readonly unknown[]): readonly unknown[] {
  const conformingItems = value.map((item) => conforming(items, item) ?? (items.type === 'object' ? EMPTY : undefined));
  return conformingItems.every((item, i) => item === value[i]) ? value : conformingItems;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && !Array.isArray(value) && !isResolvable(value);
}
