import { refuse } from '../problem';
import { escapeRegex } from './envoy-format';

const VARIABLE = /^\{\w+\}$/;
const LITERAL = /^[\w.~!$&'()*+,;=:@-]+$/;

/** A path with one variable, whose value is the key of the requests below it. */
export interface PathTemplate {
  readonly text: string;
  /** Its segments, without the variable. */
  readonly segments: readonly (string | undefined)[];
  /** What stands before the variable, from `/` to `/`. */
  readonly prefix: string;
  /** A path that has the variable, as a regular expression of RE2 that captures its value. */
  readonly pattern: string;
}

export function pathTemplate(property: string, template: string): PathTemplate {
  const segments = typeof template === 'string' ? template.split('/').slice(1) : [];
  const variables = segments.filter((segment) => VARIABLE.test(segment));
  const others = segments.filter((segment) => !VARIABLE.test(segment));
  if (!String(template).startsWith('/') || variables.length !== 1 || !others.every((each) => LITERAL.test(each))) {
    refuse({
      property,
      value: template,
      allowed: 'an absolute path of literal segments and one variable in braces, without an empty segment',
      remedy: 'write one such as "/rooms/{room}"',
    });
  }
  const expressions = segments.map((segment) => (VARIABLE.test(segment) ? '([!-.0-~]+)' : escapeRegex(segment)));
  return {
    text: template,
    segments: segments.map((segment) => (VARIABLE.test(segment) ? undefined : segment)),
    prefix: template.slice(0, template.indexOf('{')),
    // Ranges of ASCII: Envoy compiles the expression at every request, and `[^/]` is many times as large.
    pattern: `/${expressions.join('/')}(?:/[!-~]*)?`,
  };
}
