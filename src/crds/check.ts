import { Lazy } from 'cdk8s';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem } from '../problem';
import type { Rule } from './cel';
import type { Field } from './field';
import { describePattern, matches, suggestion } from './pattern';
import { RULES } from './rules';

const CONTROL = /[\0\r\n]/;

const NONE: readonly number[] = [];

/** Where a text of several lines is the body of a message. */
const PAYLOAD = /\.(text|inline)$/;

/** What one check has found so far. */
export interface Findings {
  readonly target: EnvoyGatewayVersion;
  readonly problems: Problem[];
  /** How many values are known at synthesis only. */
  unresolved: number;
}

/**
 * What the CRD of `target` refuses, or would prune, in `value`: types, limits, patterns, rules, and fields it does not have;
 * besides, line breaks and NUL, which Envoy takes in hardly any text.
 *
 * A `Lazy` or another value that cdk8s resolves at synthesis is left to the API server.
 */
export function inspect(field: Field, value: unknown, property: string, target: EnvoyGatewayVersion): Findings {
  const findings: Findings = { target, problems: [], unresolved: 0 };
  visit(field, value, property, findings);
  return findings;
}

/** The problems of `inspect` alone. */
export function checkField(field: Field, value: unknown, property: string, target: EnvoyGatewayVersion): Problem[] {
  return inspect(field, value, property, target).problems;
}

/** What the rules of one field demand of `value`, whose structure is sound. */
export function checkRules(field: Field, value: unknown, property: string): Problem[] {
  const problems: Problem[] = [];
  visitRules(field, value, property, problems);
  return problems;
}

function visit(field: Field, value: unknown, property: string, findings: Findings): void {
  if (value === undefined || value === null) {
    return;
  }
  if (isResolvable(value)) {
    findings.unresolved += 1;
    return;
  }
  if (field.since && !findings.target._has(field.since)) {
    const allowed = `nothing on Envoy Gateway ${findings.target.version}`;
    report(findings, property, value, allowed, sinceRemedy(field.since));
    return;
  }
  const { problems, unresolved } = findings;
  const known = problems.length;
  visitStructure(field, value, property, findings);
  if (problems.length === known && findings.unresolved === unresolved) {
    visitRules(field, value, property, problems);
  }
}

function visitRules({ rules }: Field, value: unknown, property: string, problems: Problem[]): void {
  for (const place of rules ?? NONE) {
    const { holds, message } = RULES[place] as Rule;
    if (!holds(value)) {
      problems.push({ property, value, allowed: message, remedy: 'write it so' });
    }
  }
}

function visitStructure(field: Field, value: unknown, property: string, findings: Findings): void {
  // An `intOrString` is an imported class of either; which ones may be, the API server knows.
  switch (field.type) {
    case 'object':
      visitObject(field, value, property, findings);
      break;
    case 'array':
      visitArray(field, value, property, findings);
      break;
    case 'string':
      visitString(field, value, property, findings);
      break;
    case 'integer':
    case 'number':
      visitNumber(field, value, property, findings);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') {
        report(findings, property, value, 'true or false', 'write true or false');
      }
      break;
  }
}

function visitObject(field: Field, value: unknown, property: string, findings: Findings): void {
  if (typeof value !== 'object' || Array.isArray(value)) {
    report(findings, property, value, 'an object', 'write an object');
    return;
  }
  const { fields, values, required } = field;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in object) {
    const known = fields && Object.hasOwn(fields, name) ? fields[name] : values;
    if (known) {
      visit(known, object[name], `${property}.${name}`, findings);
    } else if (fields && !isAbsent(object[name])) {
      const names = Object.keys(fields).join(', ');
      report(findings, `${property}.${name}`, object[name], names, 'remove it: it would be dropped without a word');
    }
  }
  if (required) {
    checkRequired(required, object, property, findings);
  }
}

function checkRequired(
  names: readonly string[],
  object: Readonly<Record<string, unknown>>,
  property: string,
  findings: Findings,
): void {
  for (const name of names) {
    if (isAbsent(object[name])) {
      report(findings, `${property}.${name}`, undefined, 'a value, as it is required', `set ${name}`);
    }
  }
}

function visitArray(field: Field, value: unknown, property: string, findings: Findings): void {
  if (!Array.isArray(value)) {
    report(findings, property, value, 'a list', 'write a list');
    return;
  }
  checkRange(value.length, field.minItems, field.maxItems, ' items', property, value, findings);
  const { items, unique } = field;
  if (items) {
    value.forEach((item, i) => {
      visit(items, item, `${property}[${i}]`, findings);
    });
  }
  if (unique) {
    checkUnique(unique, value, property, findings);
  }
}

function checkUnique(keys: readonly string[], value: readonly unknown[], property: string, findings: Findings): void {
  const seen = new Map<string, number>();
  value.forEach((item, i) => {
    const key = JSON.stringify(keys.length ? keys.map((name) => (item as Record<string, unknown>)?.[name]) : item);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
    } else {
      report(findings, `${property}[${i}]`, item, `no equal of ${property}[${first}]`, 'remove one of the two');
    }
  });
}

function visitString(field: Field, value: unknown, property: string, findings: Findings): void {
  if (typeof value !== 'string') {
    report(findings, property, value, 'a string', 'write a string');
    return;
  }
  if (field.enum) {
    checkEnum(field, value, property, findings);
  }
  checkRange(lengthOf(value), field.minLength, field.maxLength, ' characters', property, value, findings);
  if (field.pattern && !matches(field.pattern, value)) {
    report(findings, property, value, describePattern(field.pattern), suggestion(field.pattern, value));
  } else if (CONTROL.test(value) && !PAYLOAD.test(property)) {
    report(findings, property, value, 'a text without line breaks and NUL', 'remove them');
  }
}

/** The API server counts a pair of surrogates as one. */
function lengthOf(text: string): number {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? [...text].length : text.length;
}

function visitNumber(field: Field, value: unknown, property: string, findings: Findings): void {
  const isInteger = field.type === 'integer';
  if (!(isInteger ? Number.isInteger(value) : Number.isFinite(value))) {
    report(findings, property, value, isInteger ? 'a whole number' : 'a number', 'write a number');
    return;
  }
  if (field.enum) {
    checkEnum(field, value as number, property, findings);
  }
  checkRange(value as number, field.minimum, field.maximum, '', property, value, findings);
}

function checkEnum(field: Field, value: string | number, property: string, findings: Findings): void {
  const { enum: allowed = [], valuesSince } = field;
  const { target } = findings;
  const since = valuesSince?.[value];
  if (!allowed.includes(value)) {
    report(findings, property, value, allowed.join(', '), 'write one of these');
  } else if (since && !target._has(since)) {
    const known = allowed.filter((one) => !valuesSince[one] || target._has(valuesSince[one]));
    report(findings, property, value, `${known.join(', ')} on Envoy Gateway ${target.version}`, sinceRemedy(since));
  }
}

function checkRange(
  size: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  unit: string,
  property: string,
  value: unknown,
  findings: Findings,
): void {
  if (size < least) {
    report(findings, property, value, `at least ${least}${unit}`, 'write more');
  }
  if (size > most) {
    report(findings, property, value, `at most ${most}${unit}`, 'write less');
  }
}

function report(findings: Findings, property: string, value: unknown, allowed: string, remedy: string): void {
  findings.problems.push({ property, value, allowed, remedy });
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
