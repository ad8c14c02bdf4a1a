import { captured, celString, escapeRegex } from './envoy-format';

/** Where a request has a key, in expressions of CEL. */
export interface KeySource {
  /** Whether a request has the key; none if every request does. */
  readonly condition?: string | undefined;

  /** One expression for each value of the key, empty where a request lacks that value. */
  readonly values: readonly string[];

  /** Whether every request has the key. */
  readonly isAlwaysThere: boolean;
}

/** One value, and whether a request has it. */
interface Value {
  readonly condition: string;
  readonly value: string;
}

/** How the pairs of a text are separated and which characters their values have, in RE2. */
interface Pairs {
  readonly separator: string;
  readonly character: string;
}

const COOKIES: Pairs = { separator: '; ?', character: '[ -:<-~]' };
const QUERY: Pairs = { separator: '&', character: "[!-%'-~]" };

/** Headers of every HTTP request, pseudo-headers among them. */
const IN_EVERY_REQUEST = /^(:|host$)/i;

export function headersSource(names: readonly string[]): KeySource {
  return sourceOf(
    () => names.map(headerValue),
    names.some((name) => IN_EVERY_REQUEST.test(name)),
  );
}

export function cookieSource(name: string): KeySource {
  return sourceOf(() => {
    const { condition, value } = valueIn("request.headers['cookie']", name, COOKIES);
    return [{ condition: `'cookie' in request.headers && ${condition}`, value }];
  });
}

export function queryParamsSource(names: readonly string[]): KeySource {
  return sourceOf(() => names.map((name) => valueIn('request.query', name, QUERY)));
}

export function addressSource(): KeySource {
  return { values: [captured('source.address', '([ -~]*):[0-9]+')], isAlwaysThere: true };
}

/** The variable of a path, as an RE2 expression captures it. */
export function pathSource(pattern: string): KeySource {
  return sourceOf(() => [
    { condition: matched('request.url_path', `^${pattern}$`), value: captured('request.url_path', pattern) },
  ]);
}

/** A key of one value, or of several values if a request has at least one of them; few stickinesses need the expressions. */
function sourceOf(values: () => readonly Value[], isAlwaysThere = false): KeySource {
  return {
    get condition() {
      const conditions = values().map(({ condition }) => condition);
      return conditions.length === 1 ? conditions[0] : `(${conditions.map((each) => `(${each})`).join(' || ')})`;
    },
    get values() {
      const all = values();
      return all.map(({ condition, value }) => (all.length === 1 ? value : `(${condition} ? ${value} : '')`));
    },
    isAlwaysThere,
  };
}

function headerValue(name: string): Value {
  const folded = name.toLowerCase();
  const key = celString(folded === 'host' ? ':authority' : folded);
  const value = `request.headers[${key}]`;
  return { condition: `${key} in request.headers && ${value} != ''`, value };
}

/** The value of a name in a text of such pairs. */
function valueIn(text: string, name: string, { separator, character }: Pairs): Value {
  const pair = `${escapeRegex(name)}=`;
  return {
    condition: matched(text, `(?:^|${separator})${pair}${character}`),
    value: captured(text, `(?:[ -~]*${separator})?${pair}(${character}+)(?:${separator}[ -~]*)?`),
  };
}

function matched(text: string, expression: string): string {
  return `${text}.matches(${celString(expression)})`;
}
