import { duration } from '../crds/cel';
import type { Limit } from './limits';

/** `%%` is a percent sign to Envoy, and `%COMMAND%` or `%COMMAND(…):1%` what it writes in its place. */
const FORMAT = /^([^%]|%%|%[A-Z][A-Z0-9_]*(\([^()]*\))?(:\d+)?%)*$/;

/** What Envoy asks of the values of headers that it sets. */
export function headerLimits(modifier: string): Limit[] {
  return ['set', 'add'].map((list) => ({
    path: `${modifier}.${list}[].value`,
    allowed: '"%" only as "%%", or in a command such as "%PROTOCOL%"',
    remedy: 'write "%%" for a percent sign',
    holds: (value) => FORMAT.test(value),
  }));
}

const MODIFIERS = ['requestHeaderModifier', 'responseHeaderModifier'];

/** Of HTTP and gRPC rules; read in the sources of Envoy Gateway 1.9.1, and found by `npm run fuzz`. */
export const RULE_LIMITS: readonly Limit[] = [
  ...MODIFIERS.flatMap((modifier) => [
    ...headerLimits(`filters[].${modifier}`),
    ...headerLimits(`backendRefs[].filters[].${modifier}`),
  ]),
  {
    path: 'retry.backoff',
    allowed: 'more than 0s',
    remedy: 'write "25ms" or more, or remove it',
    holds: (backoff) => duration(backoff) > 0,
  },
];
