import { refuse } from '../problem';

const TOKENS = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/g;
const TOKEN_IN_WORDS = "letters, digits and !#$%&'*+-.^_`|~";

/** The pseudo-headers that every request has, so that Envoy finds something to hash. */
const PSEUDO_HEADERS = [':authority', ':method', ':path', ':scheme'];

const MOST_SESSION_NAME = 128;

/** Refuses what no request header can be called, as Envoy would find nothing to hash or take no configuration at all. */
export function checkHashedHeader(property: string, name: string): void {
  if (PSEUDO_HEADERS.includes(String(name).toLowerCase())) {
    return;
  }
  if (typeof name === 'string' && name.startsWith(':')) {
    refuse({
      property,
      value: name,
      allowed: `a header name, or ${PSEUDO_HEADERS.join(', ')}`,
      remedy: 'drop the ":"',
    });
  }
  checkToken(property, name);
  checkNotPerRequest(property, name);
}

/** Headers that say something about the message or its connection, whatever the application. */
const RESERVED_HEADERS = [
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What Envoy's router consumes itself. */
const ENVOY_PREFIX = 'x-envoy-';

/** Refuses a header whose value Envoy must not rewrite. */
export function checkOwnHeader(property: string, name: string, instead: string): void {
  checkNotPerRequest(property, name);
  const folded = name.toLowerCase();
  if (RESERVED_HEADERS.includes(folded) || folded.startsWith(ENVOY_PREFIX)) {
    refuse({
      property,
      value: name,
      allowed: 'a header that has no meaning of its own in HTTP or Envoy',
      remedy: `write ${JSON.stringify(instead)}`,
    });
  }
}

/** Refuses the header that Envoy sets anew for every request. */
function checkNotPerRequest(property: string, name: string): void {
  if (name.toLowerCase() === 'x-request-id') {
    refuse({
      property,
      value: name,
      allowed: 'a header that stays the same from request to request',
      remedy: 'name one that the client keeps, such as "X-Session-Id"',
    });
  }
}

/** Refuses what cannot be the name of a session's cookie or header. */
export function checkSessionName(property: string, name: string): void {
  checkToken(property, name);
  if (name.length > MOST_SESSION_NAME) {
    refuse({
      property,
      value: name,
      allowed: `at most ${MOST_SESSION_NAME} characters`,
      remedy: `write ${JSON.stringify(name.slice(0, MOST_SESSION_NAME))}`,
    });
  }
}

/** Refuses what is no token of RFC 9110, the form of header and cookie names. */
export function checkToken(property: string, name: string): void {
  const tokens = typeof name === 'string' ? name.match(TOKENS) : null;
  if (!tokens || tokens[0] !== name) {
    refuse({
      property,
      value: name,
      allowed: `at least one of ${TOKEN_IN_WORDS}`,
      remedy: tokens ? `write ${JSON.stringify(tokens.join('-'))}` : 'name what the client sends',
    });
  }
}

/** Refuses what cannot be the name in a query string, which Envoy compares before it decodes anything. */
export function checkQueryParam(property: string, name: string): void {
  if (typeof name !== 'string' || !/^[!-~]+$/.test(name) || /[&=#]/.test(name)) {
    refuse({
      property,
      value: name,
      allowed: 'visible ASCII but & = #, as it stands in the URL',
      remedy: encodedName(name),
    });
  }
}

/** Refuses an empty list, and names that are there twice. */
export function checkNames(property: string, names: readonly string[], fold: (name: string) => string): void {
  if (!Array.isArray(names) || names.length === 0) {
    refuse({
      property,
      value: names,
      allowed: 'at least one name',
      remedy: 'name what the client sends, or use Stickiness.none()',
    });
  }
  names.forEach((name, index) => {
    const first = names.findIndex((other) => fold(String(other)) === fold(String(name)));
    if (first < index) {
      refuse({
        property: `${property}[${index}]`,
        value: name,
        allowed: `no equal of [${first}]`,
        remedy: 'remove one of the two',
      });
    }
  });
}

function encodedName(name: unknown): string {
  // Half a surrogate pair has no encoding.
  const encodable = typeof name === 'string' ? name.replace(/\p{Surrogate}/gu, '').trim() : '';
  return encodable === '' ? 'name the parameter' : `write ${JSON.stringify(encodeURIComponent(encodable))}`;
}
