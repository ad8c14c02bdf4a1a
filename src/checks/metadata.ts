import type { Report } from '../problem';
import { isDnsLabel, isDnsSubdomain } from '../route/names';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';

/** What Kubernetes takes as a name, and how another one is made such a name. */
interface NameForm {
  readonly inWords: string;
  readonly fits: (name: string) => boolean;
  readonly most: number;
  readonly others: RegExp;
}

const SUBDOMAIN: NameForm = {
  inWords: '1 to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends and beside each "."',
  fits: isDnsSubdomain,
  most: 253,
  others: /[^a-z0-9.]+/g,
};

const LABEL: NameForm = {
  inWords: '1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends',
  fits: isDnsLabel,
  most: 63,
  others: /[^a-z0-9]+/g,
};

export function checkMetadata({ metadata }: CheckedProps, { name, namespace }: ObjectNames, report: Report): void {
  checkName('metadata.name', metadata?.name ?? name, SUBDOMAIN, report);
  checkName('metadata.namespace', namespace, LABEL, report);
}

function checkName(property: string, value: unknown, form: NameForm, report: Report): void {
  if (value !== undefined && !(typeof value === 'string' && form.fits(value))) {
    report({ property, value, allowed: form.inWords, remedy: remedy(value, form) });
  }
}

function remedy(name: unknown, { fits, most, others }: NameForm): string {
  if (typeof name !== 'string') {
    return 'write the string itself, from which other names are made';
  }
  const corrected = name
    .toLowerCase()
    .replace(others, '-')
    .slice(0, most)
    .replace(/^[-.]+|[-.]+$/g, '');
  return fits(corrected) ? `write ${JSON.stringify(corrected)}` : 'write such a name';
}
