import type { Limit } from './limits';

/** `%%` is a percent sign to Envoy, and `%COMMAND%` or `%COMMAND(…):1%` what it writes in its place. */
const FORMAT = /^([^%]|%%|%[A-Z][A-Z0-9_]*(\([^()]*\))?(:\d+)?%)*$/;

/** What Envoy asks of the values of headers that it sets. */
export function headerValues(modifier: string): Limit[] {
  return ['set', 'add'].map((list) => ({
    path: `${modifier}.${list}[].value`,
    allowed: '"%" only as "%%", or in a command such as "%PROTOCOL%"',
    remedy: 'write "%%" for a percent sign',
    holds: (value) => FORMAT.test(value),
  }));
}
