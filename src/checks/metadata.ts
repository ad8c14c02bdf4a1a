import type { Problem } from '../problem';
import { isDnsLabel } from '../route/names';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';

const LABEL_IN_WORDS = 'a DNS label: 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends';

export function checkMetadata({ metadata }: CheckedProps, { name, namespace }: ObjectNames): Problem[] {
  const names = [
    { property: 'metadata.name', value: metadata?.name ?? name },
    { property: 'metadata.namespace', value: namespace },
  ];
  return names
    .filter(({ value }) => value !== undefined && !isDnsLabel(value))
    .map(({ property, value }) => ({ property, value, allowed: LABEL_IN_WORDS, remedy: remedy(value) }));
}

function remedy(name: unknown): string {
  if (typeof name !== 'string') {
    return 'write the string itself, from which other names are made';
  }
  const corrected = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
  return corrected === '' ? 'write such a name' : `write ${JSON.stringify(corrected)}`;
}
