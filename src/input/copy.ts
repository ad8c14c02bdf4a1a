import { Construct } from 'constructs';
import type { Report } from '../findings/finding';
import { type PropertyPath, propertyAt } from '../findings/property-path';
import { referenceTo, spreadReference } from './references';

/** No manifest has as many objects and lists inside each other. */
const MOST_LEVELS = 64;

/** A value that is being copied, and where it stands. */
interface Place {
  readonly value: unknown;
  readonly step: string | number;
  readonly level: number;
  readonly above: Place | undefined;
}

/** What the copy of a value needs besides. */
interface Copying {
  readonly ownNamespace: string | undefined;
  readonly report: Report;
}

/**
 * A deep copy of properties, so that later changes of the author's objects have no effect.
 *
 * Plain objects and lists are copied, and constructs replaced by references to them; instances of other classes, such as `Lazy`,
 * `Duration` and the imported classes, are kept. A value that no manifest can show is reported and left out.
 */
export function copyOf<P extends object>(props: P, ownNamespace: string | undefined, report: Report): P {
  return copyAt({ value: props, step: '', level: 0, above: undefined }, { ownNamespace, report }) as P;
}

function copyAt(place: Place, copying: Copying): unknown {
  const { value } = place;
  if (typeof value === 'function' || typeof value === 'symbol') {
    refuse(place, copying, 'a value that a manifest can show', 'write the value itself');
    return undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isBelowItself(place)) {
    const property = propertyAt(pathOf(place));
    copying.report({ id: 'cyclic-value', property, value, expected: 'a value without cycles' });
    return undefined;
  }
  if (place.level > MOST_LEVELS) {
    const [property = ''] = pathOf(place);
    const expected = `at most ${MOST_LEVELS} levels of objects and lists`;
    copying.report({ id: 'out-of-range', property: String(property), value, expected, remedy: 'remove the others' });
    return undefined;
  }
  return Array.isArray(value) ? listCopy(value, place, copying) : objectCopy(value, place, copying);
}

function listCopy(list: readonly unknown[], place: Place, copying: Copying): unknown[] {
  return Array.from(list, (value, step) => copyAt({ value, step, level: place.level + 1, above: place }, copying));
}

function objectCopy(value: object, place: Place, copying: Copying): unknown {
  if (isPlain(value)) {
    return fieldsCopy({ ...(spreadReference(value, copying.ownNamespace) ?? value) }, place, copying);
  }
  const reference = referenceTo(value, copying.ownNamespace);
  if (!reference && Construct.isConstruct(value)) {
    refuse(place, copying, 'a construct with one object', 'name the object');
    return {};
  }
  return reference ?? value;
}

function fieldsCopy(copy: Record<string, unknown>, place: Place, copying: Copying): object {
  for (const step of Object.keys(copy)) {
    copy[step] = copyAt({ value: copy[step], step, level: place.level + 1, above: place }, copying);
  }
  return copy;
}

function refuse(place: Place, { report }: Copying, expected: string, remedy: string): void {
  report({ id: 'wrong-type', property: propertyAt(pathOf(place)), value: place.value, expected, remedy });
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

/** Whether it has no class, in any realm. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
