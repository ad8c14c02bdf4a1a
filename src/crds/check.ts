import { Lazy } from 'cdk8s';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { type Path, type Problem, propertyAt } from '../problem';
import type { Rule } from './cel';
import type { Field } from './field';
import { describePattern, matchesPattern, suggestion } from './pattern';
import { RULES } from './rules';

const CONTROL = /[\0\r\n]/;

/** The fields in which a text of several lines is the body of a message. */
const PAYLOADS: readonly unknown[] = ['text', 'inline'];

/** What one check has found so far. */
export interface Findings {
  readonly problems: Problem[];
  /** How many values are known at synthesis only. */
  readonly unresolved: number;
}

/** The problems, and the path to the value that is looked at. */
interface Found {
  readonly problems: Problem[];
  readonly path: Path;
}

/** A check at work. */
interface Inspection extends Found {
  readonly target: EnvoyGatewayVersion;
  unresolved: number;
}

/**
 * What the CRD of `target` refuses, or would prune, in `value`: types, limits, patterns, rules, and fields it does not have;
 * besides, line breaks and NUL, which Envoy takes in hardly any text.
 *
 * A `Lazy` or another value that cdk8s resolves at synthesis is left to the API server.
 */
export function inspect(field: Field, value: unknown, property: string, target: EnvoyGatewayVersion): Findings {
  const inspection: Inspection = { problems: [], unresolved: 0, target, path: [property] };
  visit(field, value, inspection);
  return inspection;
}

/** The problems of `inspect` alone. */
export function checkField(field: Field, value: unknown, property: string, target: EnvoyGatewayVersion): Problem[] {
  return inspect(field, value, property, target).problems;
}

/** What the rules of one field demand of `value`, whose structure is sound. */
export function checkRules({ rules = [] }: Field, value: unknown, property: string): Problem[] {
  const problems: Problem[] = [];
  visitRules(rules, value, { problems, path: [property] });
  return problems;
}

function visit(field: Field, value: unknown, inspection: Inspection): void {
  if (value === undefined || value === null) {
    return;
  }
  if (isResolvable(value)) {
    inspection.unresolved += 1;
    return;
  }
  const { target, problems, unresolved } = inspection;
  if (field.since && !target._has(field.since)) {
    report(inspection, value, `nothing on Envoy Gateway ${target.version}`, sinceRemedy(field.since));
    return;
  }
  const known = problems.length;
  visitStructure(field, value, inspection);
  if (field.rules && problems.length === known && inspection.unresolved === unresolved) {
    visitRules(field.rules, value, inspection);
  }
}

/** A step down to a field or an item. */
function visitAt(step: string | number, field: Field, value: unknown, inspection: Inspection): void {
  inspection.path.push(step);
  visit(field, value, inspection);
  inspection.path.pop();
}

function visitRules(rules: readonly number[], value: unknown, found: Found): void {
  for (let i = 0; i < rules.length; i += 1) {
    const { holds, message } = RULES[rules[i] as number] as Rule;
    if (!holds(value)) {
      report(found, value, message, 'write it so');
    }
  }
}

function visitStructure(field: Field, value: unknown, inspection: Inspection): void {
  // An `intOrString` is an imported class of either; which ones may be, the API server knows.
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
        report(inspection, value, 'true or false', 'write true or false');
      }
      break;
  }
}

function visitObject(field: Field, value: unknown, inspection: Inspection): void {
  if (typeof value !== 'object' || Array.isArray(value)) {
    report(inspection, value, 'an object', 'write an object');
    return;
  }
  const { fields, values, required } = field;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in object) {
    const known = fields && Object.hasOwn(fields, name) ? fields[name] : values;
    if (known) {
      visitAt(name, known, object[name], inspection);
    } else if (fields && !isAbsent(object[name])) {
      const names = Object.keys(fields).join(', ');
      reportAt(name, inspection, object[name], names, 'remove it: it would be dropped without a word');
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
    if (isAbsent(object[name])) {
      reportAt(name, inspection, undefined, 'a value, as it is required', `set ${name}`);
    }
  }
}

function visitArray(field: Field, value: unknown, inspection: Inspection): void {
  if (!Array.isArray(value)) {
    report(inspection, value, 'a list', 'write a list');
    return;
  }
  checkRange(value.length, field.minItems, field.maxItems, ' items', value, inspection);
  const { items, unique } = field;
  for (let i = 0; items && i < value.length; i += 1) {
    visitAt(i, items, value[i], inspection);
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
      reportAt(i, inspection, item, allowed, 'remove one of the two');
    }
  });
}

function visitString(field: Field, value: unknown, inspection: Inspection): void {
  if (typeof value !== 'string') {
    report(inspection, value, 'a string', 'write a string');
    return;
  }
  if (field.enum) {
    checkEnum(field, value, inspection);
  }
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = field;
  const length = minLength > 1 || value.length > maxLength ? lengthOf(value) : value.length;
  checkRange(length, minLength, maxLength, ' characters', value, inspection);
  if (field.pattern && !matchesPattern(field.pattern, value)) {
    report(inspection, value, describePattern(field.pattern), suggestion(field.pattern, value));
  } else if (CONTROL.test(value) && !PAYLOADS.includes(inspection.path.at(-1))) {
    report(inspection, value, 'a text without line breaks and NUL', 'remove them');
  }
}

/** The API server counts a pair of surrogates as one. */
function lengthOf(text: string): number {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? [...text].length : text.length;
}

function visitNumber(field: Field, value: unknown, inspection: Inspection): void {
  const isInteger = field.type === 'integer';
  if (!(isInteger ? Number.isInteger(value) : Number.isFinite(value))) {
    report(inspection, value, isInteger ? 'a whole number' : 'a number', 'write a number');
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
    report(inspection, value, allowed.join(', '), 'write one of these');
  } else if (since && !target._has(since)) {
    const known = allowed.filter((one) => !valuesSince[one] || target._has(valuesSince[one]));
    report(inspection, value, `${known.join(', ')} on Envoy Gateway ${target.version}`, sinceRemedy(since));
  }
}

function checkRange(
  size: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  unit: string,
  value: unknown,
  inspection: Inspection,
): void {
  if (size < least) {
    report(inspection, value, `at least ${least}${unit}`, 'write more');
  }
  if (size > most) {
    report(inspection, value, `at most ${most}${unit}`, 'write less');
  }
}

function report({ problems, path }: Found, value: unknown, allowed: string, remedy: string): void {
  problems.push({ property: propertyAt(path), value, allowed, remedy });
}

/** Of a field or an item of what is looked at. */
function reportAt(
  step: string | number,
  { problems, path }: Found,
  value: unknown,
  allowed: string,
  remedy: string,
): void {
  problems.push({ property: propertyAt([...path, step]), value, allowed, remedy });
}

function sinceRemedy(since: string): string {
  const version = `EnvoyGatewayVersion.V${since.replace('.', '_')}`;
  return `leave it out, or set target to ${version}, the first that has it, once the cluster runs it`;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A value that cdk8s replaces at synthesis: `Lazy`, a function, or a token of another framework. */
export function isResolvable(value: unknown): boolean {
  return typeof value === 'object'
    ? value instanceof Lazy || typeof (value as { resolve?: unknown } | null)?.resolve === 'function'
    : typeof value === 'function';
}
