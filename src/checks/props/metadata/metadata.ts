import type { Report } from '../../../findings/finding';
import type { CommonInput } from '../../../input/common-input';
import { isDnsLabel, isDnsSubdomain } from '../../../input/names';
import { hasUnsetVariable, SET_VARIABLE, variableRemedy } from '../../../schema/template-variables';

/** A form of names in Kubernetes, and the characters to replace in a name of another form. */
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

/** @param firstName name of the first object, which may come from the chart */
export function checkMetadata(
  { metadata, namespace }: CommonInput,
  firstName: string | undefined,
  report: Report,
): void {
  checkName('metadata.name', metadata?.name ?? firstName, SUBDOMAIN, report);
  checkName('metadata.namespace', namespace, LABEL, report);
}

function checkName(property: string, value: unknown, form: NameForm, report: Report): void {
  if (value !== undefined && !(typeof value === 'string' && form.fits(value))) {
    report({ id: 'object-name', property, value, expected: form.inWords, remedy: remedyFor(value, form) });
  }
}

function remedyFor(name: unknown, { fits, most, others }: NameForm): string {
  if (typeof name !== 'string') {
    return 'write the string itself, as other names are composed of it';
  }
  const computed = variableRemedy(name);
  if (computed) {
    return computed;
  }
  if (hasUnsetVariable(name)) {
    return SET_VARIABLE;
  }
  const corrected = name
    .toLowerCase()
    .replace(others, '-')
    .slice(0, most)
    .replace(/^[-.]+|[-.]+$/g, '');
  return fits(corrected) ? `write ${JSON.stringify(corrected)}` : 'write a name of this form';
}
