import type { Report } from '../findings/finding';
import { type PropertyPath, propertyAt } from '../findings/property-path';
import { referenceTo } from './references';

/** A value that is being copied, and where it stands. */
interface Place {
  readonly value: unknown;
  readonly step: string | number;
  readonly above: Place | undefined;
}

/**
 * A deep copy of properties, so that later changes of the author's objects have no effect.
 *
 * Plain objects and lists are copied, and constructs replaced by references to them; instances of other classes, such as `Lazy`,
 * `Duration` and the imported classes, are kept. A value that contains itself is reported and left out.
 */
export function copyOf<P extends object>(props: P, ownNamespace: string | undefined, report: Report): P {
  return copyAt({ value: props, step: '', above: undefined }, ownNamespace, report) as P;
}

function copyAt(place: Place, ownNamespace: string | undefined, report: Report): unknown {
  const { value } = place;
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isBelowItself(place)) {
    report({ id: 'cyclic-value', property: propertyAt(pathOf(place)), value, expected: 'a value without cycles' });
    return undefined;
  }
  if (Array.isArray(value)) {
    return Array.from(value, (item, step) => copyAt({ value: item, step, above: place }, ownNamespace, report));
  }
  if (isPlain(value)) {
    const copy: Record<string, unknown> = { ...value };
    for (const step of Object.keys(copy)) {
      copy[step] = copyAt({ value: copy[step], step, above: place }, ownNamespace, report);
    }
    return copy;
  }
  return referenceTo(value, ownNamespace) ?? value;
}

function isBelowItself({ value, above }: Place): boolean {
  let each = above;
  while (each && each.value !== value) {
    each = each.above;
  }
  return each !== undefined;
}

function pathOf({ step, above }: Place): PropertyPath {
  return above?.above ? [...pathOf(above), step] : [step];
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
