import type { Annotations } from './annotations';

/** Called for a value that ingress-nginx refuses, with what it uses instead. */
export type OnRefused = (name: string, instead: string) => void;

const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** A flag as Go parses it: `yes` and `on` are no flags. */
export function flagOf(annotations: Annotations, name: string, refused: OnRefused, otherwise = false): boolean {
  const value = annotations[name]?.trim();
  if (value === undefined || value === '') {
    return otherwise;
  }
  if (TRUE.includes(value)) {
    return true;
  }
  if (!FALSE.includes(value)) {
    refused(name, String(otherwise));
    return otherwise;
  }
  return false;
}

/** A whole number, without a unit. */
export function integerOf(annotations: Annotations, name: string, refused: OnRefused): number | undefined {
  const value = annotations[name]?.trim();
  if (value === undefined || value === '') {
    return undefined;
  }
  if (/^[-+]?\d+$/.test(value)) {
    return Number(value);
  }
  refused(name, 'its default');
  return undefined;
}

/** A text of the given form, without blanks around it. */
export function textOf(
  annotations: Annotations,
  name: string,
  form: RegExp,
  instead: string,
  refused: OnRefused,
): string | undefined {
  const value = annotations[name]?.trim();
  if (value === undefined || value === '') {
    return undefined;
  }
  if (form.test(value)) {
    return value;
  }
  refused(name, instead);
  return undefined;
}
