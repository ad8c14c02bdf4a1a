import type { Problem } from '../problem';
import { isDnsSubdomain } from '../route/names';
import type { CheckedProps } from './checked-props';

const MOST_CHARACTERS = 63;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const NAME_IN_WORDS = `at most ${MOST_CHARACTERS} letters, digits, "-", "_" and ".", with a letter or digit at both ends`;

/** What the API server refuses of labels and annotations. */
export function checkLabels({ metadata }: CheckedProps): Problem[] {
  if (!metadata) {
    return [];
  }
  const { labels = {}, annotations = {} } = metadata;
  const keys = [...located('metadata.labels', labels), ...located('metadata.annotations', annotations)];
  return [
    ...keys
      .filter(({ key }) => !isQualifiedName(key))
      .map(({ property, key }) => ({
        property,
        value: key,
        allowed: `as a key ${NAME_IN_WORDS}, with a DNS name and "/" before it or not`,
        remedy: 'rename the key',
      })),
    ...located('metadata.labels', labels)
      .filter(({ value }) => typeof value === 'string' && value !== '' && !isName(value))
      .map(({ property, value }) => ({
        property,
        value,
        allowed: `nothing, or ${NAME_IN_WORDS}`,
        remedy: 'write such a value, or make it an annotation',
      })),
  ];
}

function located(property: string, map: Readonly<Record<string, unknown>>) {
  return Object.entries(map).map(([key, value]) => ({ property: `${property}[${JSON.stringify(key)}]`, key, value }));
}

function isQualifiedName(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return rest.length === 0 && isName(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

function isName(text: string): boolean {
  return text.length <= MOST_CHARACTERS && NAME.test(text);
}
