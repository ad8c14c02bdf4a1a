import type { PropertyPath } from '../findings/property-path';
import { differenceBetween } from '../spelling';
import type { Field } from './field';
import { describePattern, matchesPattern, suggestion } from './pattern';

/** The unit of a length. */
export type Unit = 'item' | 'character';

export function amount(count: number, unit: Unit | undefined): string {
  return unit === undefined ? String(count) : `${count} ${unit}${count === 1 ? '' : 's'}`;
}

export function atLeast(count: number, unit: Unit | undefined): string {
  return unit === undefined ? `write ${count} or more` : `write at least ${amount(count, unit)}, or remove it`;
}

export function atMost(count: number, unit: Unit | undefined): string {
  return unit === undefined ? `write ${count} or less` : `shorten it to ${amount(count, unit)}`;
}

export function boolean(value: unknown): string {
  return value === 'true' || value === 'false' ? `write ${value}` : 'write true or false';
}

export function string(value: unknown, pattern?: string): string {
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  if (isPlain && (pattern === undefined || matchesPattern(pattern, String(value)))) {
    return `write "${value}"`;
  }
  return pattern === undefined
    ? 'write a string'
    : (suggestion(pattern, value) ?? `write a string: ${describePattern(pattern)}`);
}

export function number(path: PropertyPath, value: unknown): string {
  if (path.at(-1) === 'weight' && typeof value === 'number' && value > 0 && value < 1) {
    return `write ${Math.round(value * 100)}, and the other weights as percentages, too`;
  }
  const isNumeric = typeof value === 'string' && /^\d+$/.test(value);
  return isNumeric ? `write ${value}` : 'write a whole number';
}

/** Rules of the CRDs that authors break most, by how their message begins. */
const OF_RULES = {
  'Must have port for Service reference': 'set port to a port of the Service',
  'value must be an absolute path': 'begin value with "/"',
  'must only contain valid characters':
    'encode other characters as in a URL; a query string belongs to queryParams, and a variable to type RegularExpression',
  'RequestRedirect filter must not be used together': 'remove backendRefs, or the filter',
};

/** How to keep a rule of a CRD; none if the rule says so itself. */
export function ofRule(message: string): string | undefined {
  return Object.entries(OF_RULES).find(([start]) => message.startsWith(start))?.[1];
}

/** A name that differs from a known one in case and marks, or in one letter. */
export function name(written: unknown, known: readonly unknown[]): string | undefined {
  const text = folded(written);
  const meant = known.find((each) => folded(each) === text) ?? known.find((each) => isAlike(text, folded(each)));
  return meant === undefined ? undefined : `write ${JSON.stringify(meant)}`;
}

function folded(text: unknown): string {
  return String(text).toLowerCase().replace(/[-_ ]/g, '');
}

/** The place of a field that was written one level too high; none if no field has it, or several have. */
export function nested(written: string, fields: Readonly<Record<string, Field>>): string | undefined {
  const places = Object.entries(fields).flatMap(([owner, field]) =>
    Object.keys(field.fields ?? {})
      .filter((each) => each.toLowerCase() === written.toLowerCase())
      .map((each) => `${owner}.${each}`),
  );
  return places.length === 1 ? `write it as ${places[0]}` : undefined;
}

export function object({ fields = {} }: Field): string {
  const names = Object.keys(fields);
  return names.length > 0 ? `write an object, which may have ${names.join(', ')}` : 'write an object';
}

/** The static factory of the class that `cdk8s import` makes for a field, whose name has all steps of the path. */
export function instance([, ...steps]: PropertyPath, value: unknown): string {
  const names = steps
    .filter((step) => typeof step === 'string')
    .map((step) => step.charAt(0).toUpperCase() + step.slice(1));
  const factory = typeof value === 'number' ? 'fromNumber' : 'fromString';
  return `write envoygateway.BackendTrafficPolicySpec${names.join('')}.${factory}(${JSON.stringify(value)})`;
}

/** Whether two texts are equal, or differ in one letter that is added, missing or changed. */
function isAlike(a: string, b: string): boolean {
  const { ofFirst, ofSecond } = differenceBetween(a, b);
  return ofFirst.length <= 1 && ofSecond.length <= 1;
}
