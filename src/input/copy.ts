import { referenceTo } from './references';

/**
 * A deep copy of a property, so that later changes of the author's objects have no effect.
 *
 * Plain objects and lists are copied, and constructs replaced by references to them; instances of other classes, such as `Lazy`,
 * `Duration` and the imported classes, are kept.
 */
export function copyOf<T>(value: T, ownNamespace: string | undefined): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => copyOf(item, ownNamespace)) as T;
  }
  if (isPlain(value)) {
    const copy = { ...value };
    for (const name of Object.keys(copy) as (keyof T)[]) {
      copy[name] = copyOf(copy[name], ownNamespace);
    }
    return copy;
  }
  return (referenceTo(value, ownNamespace) as T | undefined) ?? value;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
