/**
 * Header in which a filter passes the address of the pod to Envoy's load balancer.
 *
 * Envoy's router reads and removes it after the pod is chosen, so it never reaches the pod. It must not be a number, which the
 * router would read as the number of retries.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-max-retries
 */
export const CHOICE_HEADER = 'x-envoy-max-retries';

/**
 * Header in which a filter passes the key to Envoy's load balancer.
 *
 * The router removes it as well, and it may hold any key: it has a meaning only beside a retry of `retriable-headers`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retriable-header-names
 */
export const KEY_HEADER = 'x-envoy-retriable-header-names';

/** Longest header value that the Gateway API allows. */
export const MOST_VALUE_CHARACTERS = 4096;

/**
 * A command that Envoy replaces by the value of a CEL expression, or by its first `length` bytes; by nothing if it fails.
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

/** A CEL expression for the one group of a regular expression, which has to match all of `text`. */
export function captured(text: string, expression: string): string {
  return `re.capture(${text}, ${celString(expression)})`;
}

/**
 * A CEL expression for a text between two others, as CEL cannot join texts in Envoy.
 *
 * Envoy compiles a regular expression for it, so few requests should need it.
 */
export function enclosed(before: string, text: string, after: string): string {
  const rewrite = [before, after].map((each) => each.replaceAll('\\', '\\\\')).join('\\1');
  return `re.extract(${text}, '(.*)', ${celString(rewrite)})`;
}
