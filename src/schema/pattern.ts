import { matches } from './cel';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** The most common patterns, in words. */
const IN_WORDS: Readonly<Record<string, string>> = {
  [`^(\\*\\.)?${LABEL}(\\.${LABEL})*$`]: 'a lower-case DNS name, which may begin with "*."',
  [`^${LABEL}(\\.${LABEL})*$`]: 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends',
  [`^${LABEL}$`]: 'lower-case letters, digits and "-", with a letter or digit at both ends',
  '^([0-9]{1,5}(h|m|s|ms)){1,4}$':
    'a Gateway API duration: up to four numbers of at most 5 digits, each with h, m, s or ms',
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

/** The corrected value if a small change makes `value` match, else general advice. */
export function suggestion(pattern: string, value: string): string {
  const trimmed = value.trim();
  const candidates = [trimmed, trimmed.toLowerCase(), trimmed.toLowerCase().replace(/[^a-z0-9.*-]+/g, '-')];
  const corrected = candidates.find((candidate) => matchesPattern(pattern, candidate));
  return corrected === undefined ? 'write a value of that form' : `write ${JSON.stringify(corrected)}`;
}
