/**
 * Header in which a filter tells Envoy's load balancer which pod to take.
 *
 * Envoy's router reads and removes it after the pod is chosen, so it never reaches the pod. It must not be a number: the
 * router would take that for the number of retries.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-max-retries
 */
export const CHOICE_HEADER = 'x-envoy-max-retries';

/**
 * Header in which a filter tells Envoy's load balancer what to hash.
 *
 * The router removes it as well, and any key may be in it: it says something only beside a retry of `retriable-headers`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retriable-header-names
 */
export const KEY_HEADER = 'x-envoy-retriable-header-names';

/** Longest header value that the Gateway API takes. */
export const MOST_VALUE_CHARACTERS = 4096;

/**
 * A command that Envoy replaces by the value of a CEL expression, or by that many bytes of it; where it fails, by nothing.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/advanced/substitution_formatter
 */
export function cel(expression: string, length?: number): string {
  return `%CEL(${expression})${length === undefined ? '' : `:${length}`}%`;
}

/** A string literal of CEL, without the percent sign, which begins a command. */
export function celString(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('%', '\\x25')}'`;
}

/** An expression of RE2 that matches `text` alone. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** An expression of CEL for what the one group of a regular expression captures, which has to match all of `text`. */
export function captured(text: string, expression: string): string {
  return `re.capture(${text}, ${celString(expression)})`;
}

/**
 * An expression of CEL for a text between two others, as CEL has no way to join them in Envoy.
 *
 * It compiles a regular expression, so it is for what few requests need.
 */
export function enclosed(before: string, text: string, after: string): string {
  const rewrite = [before, after].map((each) => each.replaceAll('\\', '\\\\')).join('\\1');
  return `re.extract(${text}, '(.*)', ${celString(rewrite)})`;
}
