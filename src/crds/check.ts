import { Lazy } from 'cdk8s';
import type { Problem } from '../checks/problem';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Field } from './field';
import { describePattern, matches, suggestion } from './pattern';

/**
 * What the CRD of `target` refuses, or would prune, in `value`: types, limits, patterns, and fields it does not have.
 *
 * A `Lazy` or another value that cdk8s resolves at synthesis is left to the API server.
 */
export function checkField(field: Field, value: unknown, property: string, target: EnvoyGatewayVersion): Problem[] {
  const problems: Problem[] = [];
  const visitors = {
    object: visitObject,
    array: visitArray,
    string: visitString,
    boolean: visitBoolean,
    integer: visitNumber,
    number: visitNumber,
    // An imported class whose value can be either; the API server knows what it may be.
    intOrString: () => {},
  };
  visit(field, value, property);
  return problems;

  function visit(field: Field, value: unknown, property: string): void {
    if (value === undefined || value === null || isResolvable(value)) {
      return;
    }
    if (field.since && !target._has(field.since)) {
      report(property, value, `nothing on Envoy Gateway ${target.version}`, sinceRemedy(field.since));
      return;
    }
    visitors[field.type ?? 'intOrString'](field, value, property);
  }

  function visitObject(field: Field, value: unknown, property: string): void {
    if (typeof value !== 'object' || Array.isArray(value)) {
      report(property, value, 'an object', 'write an object');
      return;
    }
    const { fields, values } = field;
    for (const [name, child] of Object.entries(value as object)) {
      const known = fields && Object.hasOwn(fields, name) ? fields[name] : values;
      if (known) {
        visit(known, child, `${property}.${name}`);
      } else if (fields && child !== undefined && child !== null) {
        const names = Object.keys(fields).join(', ');
        report(`${property}.${name}`, child, names, 'remove it: it would be dropped without a word');
      }
    }
    for (const name of field.required ?? []) {
      const child = (value as Record<string, unknown>)[name];
      if (child === undefined || child === null) {
        report(`${property}.${name}`, undefined, 'a value, it is required', `set ${name}`);
      }
    }
  }

  function visitArray(field: Field, value: unknown, property: string): void {
    if (!Array.isArray(value)) {
      report(property, value, 'a list', 'write a list');
      return;
    }
    checkRange(value.length, field.minItems, field.maxItems, 'items', property, value);
    const { items } = field;
    if (items) {
      value.forEach((item, index) => {
        visit(items, item, `${property}[${index}]`);
      });
    }
    if (field.unique && value.length > 1) {
      checkUnique(field.unique, value, property);
    }
  }

  function checkUnique(keys: readonly string[], value: readonly unknown[], property: string): void {
    const seen = new Map<string, number>();
    value.forEach((item, index) => {
      const key = JSON.stringify(keys.length ? keys.map((name) => (item as Record<string, unknown>)[name]) : item);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, index);
      } else {
        report(`${property}[${index}]`, item, `no equal of ${property}[${first}]`, 'remove one of the two');
      }
    });
  }

  function visitString(field: Field, value: unknown, property: string): void {
    if (typeof value !== 'string') {
      report(property, value, 'a string', 'write a string');
      return;
    }
    if (field.enum) {
      visitEnum(field, value, property);
    }
    checkRange(value.length, field.minLength, field.maxLength, 'characters', property, value);
    if (field.pattern && !matches(field.pattern, value)) {
      report(property, value, describePattern(field.pattern), suggestion(field.pattern, value));
    }
  }

  function visitBoolean(_: Field, value: unknown, property: string): void {
    if (typeof value !== 'boolean') {
      report(property, value, 'true or false', 'write true or false');
    }
  }

  function visitNumber(field: Field, value: unknown, property: string): void {
    if (typeof value !== 'number' || Number.isNaN(value) || (field.type === 'integer' && !Number.isInteger(value))) {
      report(property, value, field.type === 'integer' ? 'a whole number' : 'a number', 'write a number');
      return;
    }
    if (field.enum) {
      visitEnum(field, value, property);
    }
    checkRange(value, field.minimum, field.maximum, '', property, value);
  }

  function visitEnum(field: Field, value: string | number, property: string): void {
    const allowed = field.enum as readonly (string | number)[];
    const since = field.valuesSince?.[value];
    if (!allowed.includes(value)) {
      report(property, value, allowed.join(', '), 'write one of these');
    } else if (since && !target._has(since)) {
      const known = allowed.filter((one) => !field.valuesSince?.[one] || target._has(field.valuesSince[one]));
      report(property, value, `${known.join(', ')} on Envoy Gateway ${target.version}`, sinceRemedy(since));
    }
  }

  function checkRange(
    size: number,
    least: number | undefined,
    most: number | undefined,
    unit: string,
    property: string,
    value: unknown,
  ): void {
    if ((least !== undefined && size < least) || (most !== undefined && size > most)) {
      const range = most === undefined ? `at least ${least}` : `${least ?? 0} to ${most}`;
      report(property, value, `${range} ${unit}`.trim(), size < (least ?? 0) ? 'write more' : 'write less');
    }
  }

  function report(property: string, value: unknown, allowed: string, remedy: string): void {
    problems.push({ property, value, allowed, remedy });
  }
}

function sinceRemedy(since: string): string {
  return `leave it out, or set target to EnvoyGatewayVersion.V${since.replace('.', '_')}, the first that has it, once the cluster runs it`;
}

/** A value that cdk8s replaces at synthesis: `Lazy`, a function, or a token of another framework. */
function isResolvable(value: unknown): boolean {
  return (
    typeof value === 'function' ||
    value instanceof Lazy ||
    (typeof value === 'object' && typeof (value as { resolve?: unknown }).resolve === 'function')
  );
}
