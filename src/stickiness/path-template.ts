import { refuse } from '../findings/refuse';
import { escapeRegex } from './envoy-format';

const VARIABLE = /^\{\w+\}$/;
const LITERAL = /^[\w.~!$&'()*+,;=:@-]+$/;

/** A path with one variable, whose value is the key of a request. */
export interface PathTemplate {
  readonly text: string;
  /** Its segments, `undefined` for the variable. */
  readonly segments: readonly (string | undefined)[];
  /** The path up to the variable, from `/` to `/`. */
  readonly prefix: string;
  /** RE2 expression that matches a path with the variable and captures its value. */
  readonly pattern: string;
}

export function pathTemplate(property: string, template: string): PathTemplate {
  const segments = typeof template === 'string' ? template.split('/').slice(1) : [];
  const variables = segments.filter((segment) => VARIABLE.test(segment));
  const others = segments.filter((segment) => !VARIABLE.test(segment));
  if (!String(template).startsWith('/') || variables.length !== 1 || !others.every((each) => LITERAL.test(each))) {
    refuse({
      id: 'path-template',
      property,
      value: template,
      expected: 'an absolute path of literal segments and one variable in braces, without an empty segment',
    });
  }
  const expressions = segments.map((segment) => (VARIABLE.test(segment) ? '([!-.0-~]+)' : escapeRegex(segment)));
  return {
    text: template,
    segments: segments.map((segment) => (VARIABLE.test(segment) ? undefined : segment)),
    prefix: template.slice(0, template.indexOf('{')),
    // Ranges of ASCII, as Envoy compiles the expression at every request, and `[^/]` compiles to many times as much.
    pattern: `/${expressions.join('/')}(?:/[!-~]*)?`,
  };
}
