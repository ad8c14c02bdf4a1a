import { has } from './cel';
import type { Field } from './field';
import { isResolvable } from './resolvable';

/** The part of a field's tree that has defaults of the API server. */
interface Defaults {
  readonly value?: unknown;
  readonly fields: readonly (readonly [name: string, defaults: Defaults])[];
  readonly items: Defaults | undefined;
}

/**
 * Writes the defaults of a CRD into the items of the lists of a value, as the API server does when it stores them.
 *
 * GitOps tools compare lists as a whole, and so report every default that the server adds to an item as drift.
 *
 * @returns a function that copies a value with its defaults; values that only synthesis resolves stay as they are
 */
export function listDefaults(field: Field): <T>(value: T) => T {
  const defaults = defaultsOf(field);
  return <T>(value: T) => (defaults ? (filled(value, defaults) as T) : value);
}

function defaultsOf({ default: value, fields = {}, items }: Field): Defaults | undefined {
  const ofFields = Object.entries(fields).flatMap(([name, field]) => {
    const defaults = defaultsOf(field);
    return defaults ? [[name, defaults] as const] : [];
  });
  const ofItems = items && defaultsOf(items);
  return value !== undefined || ofFields.length > 0 || ofItems
    ? { value, fields: ofFields, items: ofItems }
    : undefined;
}

function filled(value: unknown, { value: byDefault, fields, items }: Defaults): unknown {
  if (!has(value)) {
    return byDefault;
  }
  if (typeof value !== 'object' || isResolvable(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return items ? value.map((item) => filled(item, items)) : value;
  }
  const object = { ...value } as Record<string, unknown>;
  for (const [name, defaults] of fields) {
    const field = filled(object[name], defaults);
    if (field !== undefined) {
      object[name] = field;
    }
  }
  return object;
}
