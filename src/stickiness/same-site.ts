/**
 * Which requests of other sites a browser sends a cookie with.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#samesitesamesite-value
 */
export enum SameSite {
  /** None. */
  STRICT = 'Strict',

  /** Those that follow a link to the site. */
  LAX = 'Lax',

  /** All. Browsers take it only with `Secure`. */
  NONE = 'None',
}
