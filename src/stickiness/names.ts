import { refuse } from '../findings/refuse';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The form of a token. */
export const TOKEN_IN_WORDS = "one or more of letters, digits and !#$%&'*+-.^_`|~";

const MOST_SESSION_NAME = 128;

/** Refuses a name that the cookie or header of a session cannot have. */
export function checkSessionName(property: string, name: string): void {
  checkToken(property, name);
  if (name.length > MOST_SESSION_NAME) {
    refuse({
      id: 'name-too-long',
      property,
      value: name,
      expected: `at most ${MOST_SESSION_NAME} characters`,
      remedy: `write ${JSON.stringify(name.slice(0, MOST_SESSION_NAME))}`,
    });
  }
}

/** Refuses anything but a token of RFC 9110, the form of header and cookie names. */
export function checkToken(
  property: string,
  name: string,
  remedyOfSeveral: (names: readonly string[]) => string = () => 'name one of them',
): void {
  if (!isToken(name)) {
    refuse({
      id: 'invalid-name',
      property,
      value: name,
      expected: TOKEN_IN_WORDS,
      remedy: nameRemedy(name, remedyOfSeveral),
    });
  }
}

export function isToken(name: unknown): boolean {
  return typeof name === 'string' && TOKEN.test(name);
}

/** Advises to write the name without blanks or an object around it, or only one of several; nothing for any other name. */
function nameRemedy(name: unknown, remedyOfSeveral: (names: readonly string[]) => string): string | undefined {
  const inObject = (name as { readonly name?: unknown } | undefined | null)?.name;
  const text = typeof inObject === 'string' ? inObject : name;
  const names = typeof text === 'string' ? text.trim().split(/\s*[,;]\s*/) : text;
  if (!Array.isArray(names) || !names.every(isToken)) {
    return undefined;
  }
  return names.length > 1 ? remedyOfSeveral(names) : `write ${JSON.stringify(names[0])}`;
}

/** Refuses a name that no query string can have; Envoy compares names without decoding them. */
export function checkQueryParam(property: string, name: string): void {
  if (typeof name !== 'string' || !/^[!-~]+$/.test(name) || /^\?|[&=#]/.test(name)) {
    refuse({
      id: 'query-param-name',
      property,
      value: name,
      expected: 'visible ASCII without & = # and a leading ?, as in the URL',
      remedy: encodedName(name),
    });
  }
}

/** Refuses an empty list and duplicate names. */
export function checkNames(property: string, names: readonly string[], fold: (name: string) => string): void {
  if (!Array.isArray(names) || names.length === 0) {
    refuse({
      id: 'no-names',
      property,
      value: names,
      expected: 'a list of at least one name',
      remedy: typeof names === 'string' ? `write [${JSON.stringify(names)}]` : undefined,
    });
  }
  names.forEach((name, index) => {
    const first = names.findIndex((other) => fold(String(other)) === fold(String(name)));
    if (first < index) {
      refuse({
        id: 'duplicate-item',
        property: `${property}[${index}]`,
        value: name,
        expected: `a name other than that of [${first}]`,
      });
    }
  });
}

function encodedName(name: unknown): string {
  // Half a surrogate pair has no encoding.
  const alone = typeof name === 'string' ? name.replace(/^\?+|=.*$/gs, '') : '';
  const encodable = alone.replace(/\p{Surrogate}/gu, '').trim();
  return encodable === '' ? 'name the parameter' : `write ${JSON.stringify(encodeURIComponent(encodable))}`;
}
