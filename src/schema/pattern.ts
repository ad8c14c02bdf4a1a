import { matches } from './cel';
import { durationRemedy } from './durations';

const DURATION = '^([0-9]{1,5}(h|m|s|ms)){1,4}$';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** The most common patterns, in words. */
const IN_WORDS: Readonly<Record<string, string>> = {
  [`^(\\*\\.)?${LABEL}(\\.${LABEL})*$`]: 'a lower-case DNS name, which may begin with "*."',
  [`^${LABEL}(\\.${LABEL})*$`]: 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends',
  [`^${LABEL}$`]: 'lower-case letters, digits and "-", with a letter or digit at both ends',
  [DURATION]: 'a Gateway API duration: up to four numbers of at most 5 digits, each with h, m, s or ms',
};

/**
 * Equivalent patterns that JavaScript matches in linear time, as RE2 does. The original has exponentially many ways to split
 * a text.
 */
const LINEAR: Readonly<Record<string, string>> = {
  '^[!-~]+([\\t ]?[!-~]+)*$': '^[!-~]+([\\t ][!-~]+)*$',
};

export function matchesPattern(pattern: string, value: string): boolean {
  return matches(LINEAR[pattern] ?? pattern, value);
}

export function describePattern(pattern: string): string {
  return IN_WORDS[pattern] ?? `what matches ${pattern}`;
}

/** The value without blanks around it, in lower case or in the units of the pattern if that matches; none otherwise. */
export function suggestion(pattern: string, value: unknown): string | undefined {
  if (pattern === DURATION) {
    return durationRemedy(value);
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const trimmed = value.trim();
  const corrected = [trimmed, trimmed.toLowerCase()].find((candidate) => matchesPattern(pattern, candidate));
  return corrected ? `write ${JSON.stringify(corrected)}` : undefined;
}
