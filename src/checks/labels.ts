import type { Report } from '../problem';
import { isDnsSubdomain } from '../route/names';
import type { CheckedProps } from './checked-props';

const MOST_CHARACTERS = 63;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NAME_IN_WORDS = `at most ${MOST_CHARACTERS} letters, digits, "-", "_" and ".", with a letter or digit at both ends`;

/** What the API server refuses of labels and annotations. */
export function checkLabels({ metadata }: CheckedProps, report: Report): void {
  if (!metadata) {
    return;
  }
  const { labels = {}, annotations = {} } = metadata;
  checkKeys('metadata.labels', labels, report);
  checkKeys('metadata.annotations', annotations, report);
  for (const [key, value] of Object.entries<unknown>(labels)) {
    if (typeof value === 'string' && value !== '' && !isName(value)) {
      report({
        property: placeOf('metadata.labels', key),
        value,
        allowed: `nothing, or ${NAME_IN_WORDS}`,
        remedy: 'write such a value, or make it an annotation',
      });
    }
  }
}

function checkKeys(property: string, map: Readonly<Record<string, unknown>>, report: Report): void {
  for (const key of Object.keys(map)) {
    if (!isQualifiedName(key)) {
      report({
        property: placeOf(property, key),
        value: key,
        allowed: `as a key ${NAME_IN_WORDS}, with a DNS name and "/" before it or not`,
        remedy: 'rename the key',
      });
    }
  }
}

function placeOf(property: string, key: string): string {
  return `${property}[${JSON.stringify(key)}]`;
}

function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return rest.length === 0 && isName(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

function isName(text: string): boolean {
  return text.length <= MOST_CHARACTERS && NAME.test(text);
}
