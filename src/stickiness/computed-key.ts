import {
  type BackendTrafficPolicySpecLoadBalancerConsistentHash,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType as HashType,
} from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../problem';
import { type ConsistentHashOptions, hashLoadBalancer } from './consistent-hash';
import { captured, cel, celString, escapeRegex, KEY_HEADER, MOST_VALUE_CHARACTERS } from './envoy-format';
import type { HeaderFilters, StickinessParts } from './stickiness-parts';

/** What a request may have, as expressions of CEL. */
interface Source {
  /** Whether a request has it; none where every request does. */
  readonly condition?: string;
  /** One for each of its values, empty where that one is missing. */
  readonly values: readonly string[];
}

/** A policy that hashes the first key that a request has, as a filter of each rule computes it. */
export function computedKey(
  factory: string,
  members: readonly StickinessParts[],
  options: ConsistentHashOptions = {},
): StickinessParts {
  const hash = { type: HashType.HEADER, header: { name: KEY_HEADER } };
  return { loadBalancer: hashLoadBalancer(factory, hash, options), filters: keyFilters(factory, members) };
}

function keyFilters(factory: string, members: readonly StickinessParts[]): HeaderFilters {
  const sources = members.map(sourceOf);
  const slots = Math.max(...sources.map(({ values }) => values.length));
  const commands = Array.from({ length: slots }, (_, slot) => cel(firstPresent(sources, slot)));
  const value = commands.join('');
  if (value.length > MOST_VALUE_CHARACTERS) {
    refuse({
      property: `${factory} members`,
      value: members.length,
      allowed: `members that make a header value of ${MOST_VALUE_CHARACTERS} characters, not of ${value.length}`,
      remedy: 'use fewer of them, or shorter names',
    });
  }
  return { request: { remove: [KEY_HEADER], set: [{ name: KEY_HEADER, value }] } };
}

/** One value of the first source that a request has. */
function firstPresent(sources: readonly Source[], slot: number): string {
  return sources.reduceRight((rest, { condition, values }, i) => {
    const value = values[slot] ?? "''";
    const isLast = i === sources.length - 1;
    // What fails is empty, so that nothing has to be asked before the last one.
    return condition === undefined || isLast ? value : `${condition} ? ${value} : (${rest})`;
  }, "''");
}

function sourceOf({ loadBalancer, path }: StickinessParts): Source {
  if (path) {
    const { pattern } = path;
    return only({
      condition: matched('request.url_path', `^${pattern}$`),
      value: captured('request.url_path', pattern),
    });
  }
  const hash = loadBalancer?.consistentHash as BackendTrafficPolicySpecLoadBalancerConsistentHash;
  switch (hash.type) {
    case HashType.COOKIE: {
      const { condition, value } = valueIn("request.headers['cookie']", hash.cookie?.name ?? '', COOKIES);
      return { condition: `'cookie' in request.headers && ${condition}`, values: [value] };
    }
    case HashType.HEADER:
      return anyOf([headerValue(hash.header?.name ?? '')]);
    case HashType.HEADERS:
      return anyOf((hash.headers ?? []).map(({ name }) => headerValue(name)));
    case HashType.QUERY_PARAMS:
      return anyOf((hash.queryParams ?? []).map(({ name }) => valueIn('request.query', name, QUERY)));
    case HashType.SOURCE_IP:
      return { values: [captured('source.address', '([ -~]*):[0-9]+')] };
  }
}

/** A value, and whether a request has it. */
interface Value {
  readonly condition: string;
  readonly value: string;
}

function headerValue(name: string): Value {
  const folded = name.toLowerCase();
  const key = celString(folded === 'host' ? ':authority' : folded);
  const value = `request.headers[${key}]`;
  return { condition: `${key} in request.headers && ${value} != ''`, value };
}

/** How the pairs of a text are separated, and what their values are made of, both in RE2. */
interface Pairs {
  readonly separator: string;
  readonly character: string;
}

const COOKIES: Pairs = { separator: '; ?', character: '[ -:<-~]' };
const QUERY: Pairs = { separator: '&', character: "[!-%'-~]" };

/** A value by its name, in a text of such pairs. */
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

function only({ condition, value }: Value): Source {
  return { condition, values: [value] };
}

function anyOf(values: readonly Value[]): Source {
  const [first] = values;
  return values.length === 1 && first
    ? only(first)
    : {
        condition: `(${values.map(({ condition }) => `(${condition})`).join(' || ')})`,
        values: values.map(({ condition, value }) => `(${condition} ? ${value} : '')`),
      };
}
