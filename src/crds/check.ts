import { Lazy } from 'cdk8s';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { type Path, propertyAt, type Report } from '../problem';
import { has, type Rule } from './cel';
import type { Field, Limit } from './field';
import { describePattern, matchesPattern, suggestion } from './pattern';
import { RULES } from './rules';

const CONTROL = /[\0\r\n]/;

/** The fields in which a text of several lines is the body of a message. */
const PAYLOADS: readonly unknown[] = ['text', 'inline'];

/** What takes down what is found. */
interface Finder {
  readonly report: Report;
  /** To the value that is looked at. */
  readonly path: Path;
  /** How many problems there are so far, and values that are known at synthesis only. */
  open: number;
}

/** A check at work. */
interface Inspection extends Finder {
  readonly target: EnvoyGatewayVersion;
}

/**
 * What the CRD of `target` refuses, or would prune, in `value`: types, limits, patterns, rules, and fields it does not have;
 * besides, line breaks and NUL, which Envoy takes in hardly any text, and what goes beyond the limits of a field.
 *
 * A `Lazy` or another value that cdk8s resolves at synthesis is left to the API server.
 *
 * @returns whether all of the value is known, and sound
 */
export function checkField(
  field: Field,
  value: unknown,
  property: string,
  target: EnvoyGatewayVersion,
  report: Report,
): boolean {
  const inspection: Inspection = { target, report, path: [property], open: 0 };
  visit(field, value, inspection);
  return inspection.open === 0;
}

/** What the rules of one field demand of `value`, whose structure is sound. */
export function checkRules({ rules = [] }: Field, value: unknown, property: string, report: Report): void {
  visitRules(rules, value, { report, path: [property], open: 0 });
}

function visit(field: Field, value: unknown, inspection: Inspection): void {
  if (!has(value)) {
    return;
  }
  const { target, open } = inspection;
  const { since, rules, limits } = field;
  if (since && !target._has(since)) {
    refuse(inspection, value, `nothing on Envoy Gateway ${target.version}`, sinceRemedy(since));
    return;
  }
  visitStructure(field, value, inspection);
  if (rules && inspection.open === open) {
    visitRules(rules, value, inspection);
  }
  if (limits && inspection.open === open) {
    visitLimits(limits, value, inspection);
  }
}

function visitStructure(field: Field, value: unknown, inspection: Inspection): void {
  switch (field.type) {
    case 'object':
      visitObject(field, value, inspection);
      break;
    case 'array':
      visitArray(field, value, inspection);
      break;
    case 'string':
      visitString(field, value, inspection);
      break;
    case 'integer':
    case 'number':
      visitNumber(field, value, inspection);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') {
        refuse(inspection, value, 'true or false', 'write true or false');
      }
      break;
    default:
      // An `intOrString` is an imported class of either; which ones may be, the API server knows.
      if (isResolvable(value)) {
        inspection.open += 1;
      }
  }
}

function visitRules(rules: readonly number[], value: unknown, finder: Finder): void {
  for (let i = 0; i < rules.length; i += 1) {
    const { holds, message } = RULES[rules[i] as number] as Rule;
    if (!holds(value)) {
      refuse(finder, value, message, 'write it so');
    }
  }
}

function visitLimits(limits: readonly Limit[], value: unknown, inspection: Inspection): void {
  for (let i = 0; i < limits.length; i += 1) {
    const { holds, allowed, remedy } = limits[i] as Limit;
    if (!holds(value, inspection.target)) {
      refuse(inspection, value, allowed, remedy);
    }
  }
}

function visitObject(field: Field, value: unknown, inspection: Inspection): void {
  if (typeof value !== 'object' || Array.isArray(value) || isResolvable(value)) {
    refuse(inspection, value, 'an object', 'write an object');
    return;
  }
  const { fields, values, required } = field;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in object) {
    const known = fields && Object.hasOwn(fields, name) ? fields[name] : values;
    if (known) {
      inspection.path.push(name);
      visit(known, object[name], inspection);
      inspection.path.pop();
    } else if (fields && has(object[name])) {
      const names = Object.keys(fields).join(', ');
      refuseAt(name, inspection, object[name], names, 'remove it: it would be dropped silently');
    }
  }
  if (required) {
    checkRequired(required, object, inspection);
  }
}

function checkRequired(
  names: readonly string[],
  object: Readonly<Record<string, unknown>>,
  inspection: Inspection,
): void {
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    if (!has(object[name])) {
      refuseAt(name, inspection, undefined, 'a value, as it is required', `set ${name}`);
    }
  }
}

function visitArray(field: Field, value: unknown, inspection: Inspection): void {
  if (!Array.isArray(value)) {
    refuse(inspection, value, 'a list', 'write a list');
    return;
  }
  const { items, unique, minItems, maxItems } = field;
  checkRange(value.length, minItems, maxItems, ' items', value, inspection);
  if (items) {
    for (let i = 0; i < value.length; i += 1) {
      inspection.path.push(i);
      visit(items, value[i], inspection);
      inspection.path.pop();
    }
  }
  if (unique && value.length > 1) {
    checkUnique(unique, value, inspection);
  }
}

function checkUnique(keys: readonly string[], value: readonly unknown[], inspection: Inspection): void {
  const seen = new Map<string, number>();
  value.forEach((item, i) => {
    if (isResolvable(item)) {
      return;
    }
    const key = JSON.stringify(keys.length ? keys.map((name) => (item as Record<string, unknown>)?.[name]) : item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
    } else {
      const allowed = `no equal of ${propertyAt([...inspection.path, first])}`;
      refuseAt(i, inspection, item, allowed, 'remove one of the two');
    }
  });
}

function visitString(field: Field, value: unknown, inspection: Inspection): void {
  if (typeof value !== 'string') {
    refuse(inspection, value, 'a string', 'write a string');
    return;
  }
  const { enum: values, minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = field;
  if (values) {
    checkEnum(field, value, inspection);
  }
  const length = minLength > 1 || value.length > maxLength ? lengthOf(value) : value.length;
  checkRange(length, minLength, maxLength, ' characters', value, inspection);
  if (pattern && !matchesPattern(pattern, value)) {
    refuse(inspection, value, describePattern(pattern), suggestion(pattern, value));
  } else if (CONTROL.test(value) && !PAYLOADS.includes(inspection.path.at(-1))) {
    refuse(inspection, value, 'a text without line breaks and NUL', 'remove them');
  }
}

/** The API server counts a pair of surrogates as one. */
function lengthOf(text: string): number {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? [...text].length : text.length;
}

function visitNumber(field: Field, value: unknown, inspection: Inspection): void {
  const isInteger = field.type === 'integer';
  if (!(isInteger ? Number.isInteger(value) : Number.isFinite(value))) {
    refuse(inspection, value, isInteger ? 'a whole number' : 'a number', 'write a number');
    return;
  }
  if (field.enum) {
    checkEnum(field, value as number, inspection);
  }
  checkRange(value as number, field.minimum, field.maximum, '', value, inspection);
}

function checkEnum(field: Field, value: string | number, inspection: Inspection): void {
  const { enum: allowed = [], valuesSince } = field;
  const { target } = inspection;
  const since = valuesSince?.[value];
  if (!allowed.includes(value)) {
    refuse(inspection, value, allowed.join(', '), 'write one of these');
  } else if (since && !target._has(since)) {
    const known = allowed.filter((one) => !valuesSince[one] || target._has(valuesSince[one]));
    refuse(inspection, value, `${known.join(', ')} on Envoy Gateway ${target.version}`, sinceRemedy(since));
  }
}

function checkRange(
  size: number,
  least: number | undefined,
  most: number | undefined,
  unit: string,
  value: unknown,
  inspection: Inspection,
): void {
  if (least !== undefined && size < least) {
    refuse(inspection, value, `at least ${least}${unit}`, 'write more');
  }
  if (most !== undefined && size > most) {
    refuse(inspection, value, `at most ${most}${unit}`, 'write less');
  }
}

/** Nothing can be said yet of what is known at synthesis only. */
function refuse(finder: Finder, value: unknown, allowed: string, remedy: string): void {
  finder.open += 1;
  if (!isResolvable(value)) {
    finder.report({ property: propertyAt(finder.path), value, allowed, remedy });
  }
}

/** Of a field or an item of what is looked at, whatever it is. */
function refuseAt(step: string | number, finder: Finder, value: unknown, allowed: string, remedy: string): void {
  finder.open += 1;
  finder.report({ property: propertyAt([...finder.path, step]), value, allowed, remedy });
}

function sinceRemedy(since: string): string {
  const version = `EnvoyGatewayVersion.V${since.replace('.', '_')}`;
  return `leave it out, or set target to ${version}, the first that has it, once the cluster runs it`;
}

/** A value that cdk8s replaces at synthesis: `Lazy`, a function, or a token of another framework. */
export function isResolvable(value: unknown): boolean {
  return typeof value === 'object'
    ? value instanceof Lazy || typeof (value as { resolve?: unknown } | null)?.resolve === 'function'
    : typeof value === 'function';
}
