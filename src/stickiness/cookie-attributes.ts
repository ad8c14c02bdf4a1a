import { domainToASCII } from 'node:url';
import { refuse } from '../findings/refuse';
import { name as nearestName } from '../schema/remedies';
import { isToken, TOKEN_IN_WORDS } from './names';

/** Attributes that are set by their presence, so that any value but `true` would mislead. */
const FLAGS = ['secure', 'httponly', 'partitioned'];

/** Browsers drop a cookie for any other domain. */
const DOMAIN = /^\.?[\w-]+(\.[\w-]+)*$/;

/** Attributes that browsers know, without those of the lifetime; they ignore all others. */
const KNOWN = ['domain', 'httponly', 'partitioned', 'path', 'priority', 'samesite', 'secure'];

const SAME_SITE = ['Strict', 'Lax', 'None'];

type Attributes = Readonly<Record<string, string>>;

/** Refuses attributes that would freeze Envoy's configuration, or that browsers read differently from how they look. */
export function checkCookieAttributes(factory: string, attributes: Attributes): void {
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(attributes)) {
    const property = `${factory} attributes.${name}`;
    checkAttributeName(`${factory} attributes, a name`, name);
    checkCookieAttribute(property, name, value);
    if (seen.has(name.toLowerCase())) {
      refuse({ id: 'duplicate-attribute', property, value, expected: 'each attribute once, in any case' });
    }
    seen.add(name.toLowerCase());
  }
  const dependent = Object.entries(attributes).find(([name, value]) => needsSecure(name.toLowerCase(), value));
  if (dependent && attributeOf(attributes, 'secure') === undefined) {
    const [name, value] = dependent;
    refuse({
      id: 'cookie-not-secure',
      property: `${factory} attributes.${name}`,
      value,
      expected: 'it only together with Secure',
      remedy: `add secure: "true", or remove ${name}`,
    });
  }
}

/** Refuses a value that no attribute can have, or that the attribute of this name cannot have. */
export function checkCookieAttribute(property: string, name: string, value: string): void {
  checkValue(property, name.toLowerCase(), value);
  checkMeaning(property, name.toLowerCase(), value);
}

/** Refuses a name whose prefix makes browsers demand attributes that the cookie lacks. */
export function checkCookiePrefix(factory: string, name: string, attributes: Attributes): void {
  const secure = attributeOf(attributes, 'secure') !== undefined;
  const hostOnly = attributeOf(attributes, 'path') === '/' && attributeOf(attributes, 'domain') === undefined;
  const forHost = /^__host-/i.test(name);
  if ((forHost && !(secure && hostOnly)) || (/^__secure-/i.test(name) && !secure)) {
    const needed = forHost ? 'Secure, Path=/ and no Domain' : 'Secure';
    refuse({
      id: 'cookie-prefix',
      property: `${factory} name`,
      value: name,
      expected: `the prefix only with ${needed}`,
    });
  }
}

/**
 * Whether a browser sends a cookie of this path with a request for `path`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4
 */
export function isBelowCookiePath(path: string, ofCookie: string): boolean {
  return path === ofCookie || path.startsWith(ofCookie.endsWith('/') ? ofCookie : `${ofCookie}/`);
}

function checkAttributeName(property: string, name: string): void {
  if (!isToken(name)) {
    const trimmed = name.trim();
    refuse({
      id: 'cookie-attribute',
      property,
      value: name,
      expected: TOKEN_IN_WORDS,
      remedy: isToken(trimmed) ? `write ${JSON.stringify(trimmed)}` : 'remove it, or correct its name',
    });
  }
  const meant = KNOWN.includes(name.toLowerCase()) ? undefined : nearestName(name, KNOWN);
  if (meant !== undefined) {
    refuse({
      id: 'cookie-attribute',
      property,
      value: name,
      expected: `an attribute such as ${KNOWN.join(', ')}`,
      reason: 'browsers ignore attributes that they do not know',
      remedy: meant,
    });
  }
}

function checkValue(property: string, name: string, value: unknown): void {
  if (typeof value !== 'string' || !/^[!-:<-~]+$/.test(value)) {
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: 'visible ASCII without ";"',
      remedy: valueRemedy(name, value),
    });
  }
}

/** The path of a URL, or the text itself as an absolute path. */
function pathIn(text: string): string {
  const [, ofUrl] = /^[a-z][a-z\d+.-]*:\/\/[^/]*(.*)$/i.exec(text) ?? [];
  return (ofUrl ?? text).replace(/^\/?/, '/');
}

function valueRemedy(name: string, value: unknown): string | undefined {
  if (FLAGS.includes(name)) {
    return value === true ? 'write "true"' : 'write "true" or leave it out';
  }
  if (typeof value !== 'string') {
    return 'write a string';
  }
  const host = domainToASCII(value);
  return name === 'domain' && DOMAIN.test(host) ? `write ${JSON.stringify(host)}` : undefined;
}

function checkMeaning(property: string, name: string, value: string): void {
  if (/^(max[-_]?age|expires)$/.test(name)) {
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: 'no lifetime among the attributes',
      reason: 'the option ttl sets it',
      remedy: 'use the option ttl',
    });
  }
  if (FLAGS.includes(name) && value !== 'true') {
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: '"true"',
      reason: 'browsers look only for the name',
      remedy: 'write "true" or leave it out',
    });
  }
  if (name === 'samesite' && !SAME_SITE.some((allowed) => allowed.toLowerCase() === value.toLowerCase())) {
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: SAME_SITE.join(', '),
      remedy: 'write one of these',
    });
  }
  if (name === 'path' && !value.startsWith('/')) {
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: 'an absolute path',
      remedy: `write ${JSON.stringify(pathIn(value))}`,
    });
  }
  if (name === 'domain' && !DOMAIN.test(value)) {
    const [, host = ''] = /^(?:[a-z]+:\/\/)?(?:\*\.)?([^:/]*)/i.exec(value) ?? [];
    refuse({
      id: 'cookie-attribute',
      property,
      value,
      expected: 'a DNS name',
      remedy: DOMAIN.test(host) ? `write ${JSON.stringify(host)}` : 'write the name that browsers see',
    });
  }
}

function needsSecure(name: string, value: string): boolean {
  return name === 'partitioned' || (name === 'samesite' && value.toLowerCase() === 'none');
}

/** The value of an attribute, whatever the case of its name. */
export function attributeOf(attributes: Attributes, lowerCaseName: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
