import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { isDnsSubdomain } from '../../../input/names';
import { has } from '../../../schema/cel';
import { isResolvable } from '../../../schema/resolvable';

const MOST_CHARACTERS = 63;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NAME_IN_WORDS = `at most ${MOST_CHARACTERS} letters, digits, "-", "_" and ".", with a letter or digit at both ends`;

/** Labels and annotations that the API server refuses. */
export function checkMetadataKeys({ metadata }: CommonInput, report: Report): void {
  if (!metadata) {
    return;
  }
  const labels: unknown = metadata.labels ?? {};
  const annotations: unknown = metadata.annotations ?? {};
  for (const [field, map] of Object.entries<unknown>({ labels, annotations })) {
    checkMap(`metadata.${field}`, map, report);
  }
  for (const [key, value] of isMap(labels) ? Object.entries<unknown>(labels) : []) {
    if (typeof value === 'string' && value !== '' && !isName(value)) {
      report({
        id: 'label-value',
        property: entryOf('metadata.labels', key),
        value,
        expected: `an empty value, or ${NAME_IN_WORDS}`,
      });
    }
  }
}

function checkMap(property: string, map: unknown, report: Report): void {
  if (!isMap(map)) {
    const id = isResolvable(map) ? 'lazy-structure' : 'wrong-type';
    report({ id, property, value: map, expected: 'an object of strings' });
    return;
  }
  checkKeys(property, map, report);
  for (const [key, value] of Object.entries(map)) {
    if (has(value) && typeof value !== 'string' && !isResolvable(value)) {
      report({
        id: 'wrong-type',
        property: entryOf(property, key),
        value,
        expected: 'a string',
        remedy: `write ${JSON.stringify(String(value))}`,
      });
    }
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isResolvable(value);
}

function checkKeys(property: string, map: Readonly<Record<string, unknown>>, report: Report): void {
  for (const key of Object.keys(map)) {
    if (!isQualifiedName(key)) {
      report({
        id: 'metadata-key',
        property: entryOf(property, key),
        value: key,
        expected: `a key of ${NAME_IN_WORDS}, optionally after a DNS name and "/"`,
      });
    }
  }
}

function entryOf(property: string, key: string): string {
  return `${property}[${JSON.stringify(key)}]`;
}

function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return rest.length === 0 && isName(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

function isName(text: string): boolean {
  return text.length <= MOST_CHARACTERS && NAME.test(text);
}
