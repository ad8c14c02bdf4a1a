import type { Problem } from '../problem';
import { isDnsLabel } from '../route/names';
import type { CheckedProps } from './checked-props';

const LABEL_IN_WORDS = 'a DNS label: 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends';

export function checkMetadata({ metadata }: CheckedProps, name: string | undefined): Problem[] {
  const names = [
    { property: 'metadata.name', value: metadata?.name ?? name },
    { property: 'metadata.namespace', value: metadata?.namespace },
  ];
  return names
    .filter(({ value }) => value !== undefined && !isDnsLabel(value))
    .map(({ property, value }) => ({ property, value, allowed: LABEL_IN_WORDS, remedy: remedy(value as string) }));
}

function remedy(name: string): string {
  const corrected = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-|-$/g, '');
  return corrected === '' ? 'write such a name' : `write ${JSON.stringify(corrected)}`;
}
