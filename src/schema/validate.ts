import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { FindingId } from '../findings/catalogue';
import type { Report } from '../findings/finding';
import { propertyAt } from '../findings/property-path';
import { has, type Rule } from './cel';
import type { Field, Limit } from './field';
import { RULES } from './generated/rules';
import { describePattern, matchesPattern, suggestion } from './pattern';
import * as remedies from './remedies';
import { isResolvable } from './resolvable';
import { variableRemedy } from './template-variables';

const CONTROL = /[\0\r\n]/;

/** The fields in which a text of several lines is the body of a message. */
const PAYLOADS: readonly unknown[] = ['text', 'inline'];

/** A walk through one value. */
interface Walk {
  readonly target: EnvoyGatewayVersion;
  readonly report: Report;
  /** Path to the current value. */
  readonly path: (string | number)[];
  /** Number of findings so far, and of values that only synthesis resolves. */
  open: number;
}

/**
 * Reports what the CRDs of `target` refuse or prune in `value`: types, ranges, patterns, rules and unknown fields; besides,
 * line breaks and NUL, which Envoy refuses in nearly every text, and what exceeds the limits of a field.
 *
 * A `Lazy`, or another value that cdk8s resolves at synthesis, is left to the API server.
 *
 * @returns whether all of the value is known and valid
 */
export function validate(
  field: Field,
  value: unknown,
  property: string,
  target: EnvoyGatewayVersion,
  report: Report,
): boolean {
  const walk: Walk = { target, report, path: [property], open: 0 };
  visit(field, value, walk);
  return walk.open === 0;
}

/** Reports the rules of one field that `value` breaks; its structure must be valid. */
export function validateRules(
  { rules = [] }: Field,
  value: unknown,
  property: string,
  target: EnvoyGatewayVersion,
  report: Report,
): void {
  visitRules(rules, value, { target, report, path: [property], open: 0 });
}

function visit(field: Field, value: unknown, walk: Walk): void {
  if (!has(value)) {
    return;
  }
  const { target, open } = walk;
  const { since, rules, limits } = field;
  if (since && !target._has(since)) {
    refuse(walk, 'newer-envoy-gateway', value, `nothing on Envoy Gateway ${target.version}`, sinceRemedy(since));
    return;
  }
  visitStructure(field, value, walk);
  if (rules && walk.open === open) {
    visitRules(rules, value, walk);
  }
  if (limits && walk.open === open) {
    visitLimits(limits, value, walk);
  }
}

function visitStructure(field: Field, value: unknown, walk: Walk): void {
  switch (field.type) {
    case 'object':
      visitObject(field, value, walk);
      break;
    case 'array':
      visitArray(field, value, walk);
      break;
    case 'string':
      visitString(field, value, walk);
      break;
    case 'integer':
    case 'number':
      visitNumber(field, value, walk);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') {
        refuse(walk, 'wrong-type', value, 'true or false', remedies.boolean(value));
      }
      break;
    default:
      // An `intOrString` is an imported class of either; the API server knows which values are valid.
      if (isResolvable(value)) {
        walk.open += 1;
      } else if (field.type === 'intOrString' && typeof value !== 'object') {
        refuse(walk, 'wrong-type', value, 'an instance of its class', remedies.instance(walk.path, value));
      }
  }
}

function visitRules(rules: readonly number[], value: unknown, walk: Walk): void {
  for (const index of rules) {
    const { holds, message } = RULES[index] as Rule;
    if (!holds(value)) {
      refuse(walk, 'crd-rule', value, message, remedies.ofRule(message));
    }
  }
}

function visitLimits(limits: readonly Limit[], value: unknown, walk: Walk): void {
  for (const { holds, expected, reason, remedy } of limits) {
    if (!holds(value, walk.target)) {
      refuse(walk, 'envoy-limit', value, expected, remedy, reason);
    }
  }
}

function visitObject(field: Field, value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || Array.isArray(value) || isResolvable(value)) {
    refuseStructure(walk, value, 'an object', remedies.object(field));
    return;
  }
  const { fields, values, required } = field;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name in object) {
    const known = fields && Object.hasOwn(fields, name) ? fields[name] : values;
    if (known) {
      walk.path.push(name);
      visit(known, object[name], walk);
      walk.path.pop();
    } else if (fields && has(object[name])) {
      const names = Object.keys(fields);
      refuseAt(
        name,
        walk,
        'unknown-field',
        object[name],
        `one of the fields ${names.join(', ')}`,
        remedies.name(name, names) ?? remedies.nested(name, fields),
      );
    }
  }
  if (required) {
    checkRequired(required, object, walk);
  }
}

function checkRequired(names: readonly string[], object: Readonly<Record<string, unknown>>, walk: Walk): void {
  for (const name of names) {
    if (!has(object[name])) {
      refuseAt(name, walk, 'missing-field', undefined, 'a value', `set ${name}`);
    }
  }
}

function visitArray(field: Field, value: unknown, walk: Walk): void {
  if (!Array.isArray(value)) {
    refuseStructure(walk, value, 'a list', 'write a list');
    return;
  }
  const { items, unique, minItems, maxItems } = field;
  checkRange(value.length, minItems, maxItems, 'item', value, walk);
  if (items) {
    value.forEach((item, i) => {
      walk.path.push(i);
      if (has(item)) {
        visit(items, item, walk);
      } else {
        refuse(walk, 'empty-item', item, 'an item');
      }
      walk.path.pop();
    });
  }
  if (unique && value.length > 1) {
    checkUnique(unique, value, walk);
  }
}

function checkUnique(keys: readonly string[], value: readonly unknown[], walk: Walk): void {
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
      refuseAt(i, walk, 'duplicate-item', item, `an item other than ${propertyAt([...walk.path, first])}`);
    }
  });
}

function visitString(field: Field, value: unknown, walk: Walk): void {
  if (typeof value !== 'string') {
    refuse(walk, 'wrong-type', value, 'a string', remedies.string(value, field.pattern));
    return;
  }
  const { enum: values, minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = field;
  if (values) {
    checkEnum(field, value, walk);
  }
  const length = minLength > 1 || value.length > maxLength ? lengthOf(value) : value.length;
  checkRange(length, minLength, maxLength, 'character', value, walk);
  const isEmpty = length === 0 && minLength > 0;
  if (pattern && !isEmpty && !matchesPattern(pattern, value)) {
    refuse(walk, 'wrong-form', value, describePattern(pattern), suggestion(pattern, value) ?? variableRemedy(value));
  } else if (CONTROL.test(value) && !PAYLOADS.includes(walk.path.at(-1))) {
    refuse(walk, 'line-break', value, 'a text without line breaks and NUL');
  }
}

/** The API server counts a pair of surrogates as one. */
function lengthOf(text: string): number {
  return /[\u{10000}-\u{10ffff}]/u.test(text) ? [...text].length : text.length;
}

function visitNumber(field: Field, value: unknown, walk: Walk): void {
  const isInteger = field.type === 'integer';
  if (!(isInteger ? Number.isInteger(value) : Number.isFinite(value))) {
    refuse(walk, 'wrong-type', value, isInteger ? 'a whole number' : 'a number', remedies.number(walk.path, value));
    return;
  }
  if (field.enum) {
    checkEnum(field, value as number, walk);
  }
  checkRange(value as number, field.minimum, field.maximum, undefined, value, walk);
}

function checkEnum(field: Field, value: string | number, walk: Walk): void {
  const { enum: allowed = [], valuesSince } = field;
  const { target } = walk;
  const since = valuesSince?.[value];
  if (!allowed.includes(value)) {
    refuse(walk, 'unknown-value', value, allowed.join(', '), remedies.name(value, allowed));
  } else if (since && !target._has(since)) {
    const known = allowed.filter((one) => !valuesSince[one] || target._has(valuesSince[one]));
    refuse(
      walk,
      'newer-envoy-gateway',
      value,
      `${known.join(', ')} on Envoy Gateway ${target.version}`,
      sinceRemedy(since),
    );
  }
}

function checkRange(
  size: number,
  least: number | undefined,
  most: number | undefined,
  unit: remedies.Unit | undefined,
  value: unknown,
  walk: Walk,
): void {
  if (least !== undefined && size < least) {
    refuse(walk, 'out-of-range', value, `at least ${remedies.amount(least, unit)}`, remedies.atLeast(least, unit));
  }
  if (most !== undefined && size > most) {
    refuse(walk, 'out-of-range', value, `at most ${remedies.amount(most, unit)}`, remedies.atMost(most, unit));
  }
}

/** Reports a value that is no object or no list; it has to be known before synthesis, as it is read and rendered anew. */
function refuseStructure(walk: Walk, value: unknown, expected: string, remedy: string): void {
  walk.open += 1;
  walk.report({
    ...(isResolvable(value) ? { id: 'lazy-structure' } : { id: 'wrong-type', remedy }),
    property: propertyAt(walk.path),
    value,
    expected,
  });
}

/** Reports the current value, unless only synthesis resolves it. */
function refuse(walk: Walk, id: FindingId, value: unknown, expected: string, remedy?: string, reason?: string): void {
  walk.open += 1;
  if (!isResolvable(value)) {
    walk.report({ id, property: propertyAt(walk.path), value, expected, reason, remedy });
  }
}

/** Reports a field or an item of the current value. */
function refuseAt(
  step: string | number,
  walk: Walk,
  id: FindingId,
  value: unknown,
  expected: string,
  remedy?: string,
): void {
  walk.open += 1;
  walk.report({ id, property: propertyAt([...walk.path, step]), value, expected, remedy });
}

function sinceRemedy(since: string): string {
  const version = `EnvoyGatewayVersion.V${since.replace('.', '_')}`;
  return `leave it out, or set target to ${version} once the cluster runs it`;
}
