import { refuse } from '../problem';
import { checkToken } from './names';

/** Attributes whose mere presence sets them, so that another value than `true` would mislead. */
const FLAGS = ['secure', 'httponly', 'partitioned'];

const SAME_SITE = ['Strict', 'Lax', 'None'];

type Attributes = Readonly<Record<string, string>>;

/** Refuses attributes that would freeze Envoy's configuration, or that browsers read otherwise than they look. */
export function checkCookieAttributes(factory: string, attributes: Attributes): void {
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(attributes)) {
    const property = `${factory} attributes.${name}`;
    checkToken(`${factory} attributes, a name`, name);
    checkCookieAttribute(property, name, value);
    if (seen.has(name.toLowerCase())) {
      refuse({ property, value, allowed: 'each attribute once, in whatever case', remedy: 'remove one of the two' });
    }
    seen.add(name.toLowerCase());
  }
  const dependent = Object.entries(attributes).find(([name, value]) => needsSecure(name.toLowerCase(), value));
  if (dependent && attribute(attributes, 'secure') === undefined) {
    const [name, value] = dependent;
    refuse({
      property: `${factory} attributes.${name}`,
      value,
      allowed: 'this with Secure only, as browsers drop the cookie otherwise',
      remedy: `add secure: "true", or remove ${name}`,
    });
  }
}

/** Refuses a value that is none, or none for the attribute of this name. */
export function checkCookieAttribute(property: string, name: string, value: string): void {
  checkValue(property, value);
  checkMeaning(property, name.toLowerCase(), value);
}

/** Refuses a name whose prefix browsers hold to attributes that the cookie does not have. */
export function checkCookiePrefix(factory: string, name: string, attributes: Attributes): void {
  const secure = attribute(attributes, 'secure') !== undefined;
  const hostOnly = attribute(attributes, 'path') === '/' && attribute(attributes, 'domain') === undefined;
  const forHost = /^__host-/i.test(name);
  if ((forHost && !(secure && hostOnly)) || (/^__secure-/i.test(name) && !secure)) {
    const needed = forHost ? 'Secure, Path=/ and no Domain' : 'Secure';
    refuse({
      property: `${factory} name`,
      value: name,
      allowed: `a prefix whose attributes are set, as browsers drop the cookie otherwise: this one needs ${needed}`,
      remedy: 'set them, or choose a name without the prefix',
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

function checkValue(property: string, value: unknown): void {
  if (typeof value !== 'string' || !/^[!-:<-~]+$/.test(value)) {
    refuse({
      property,
      value,
      allowed: 'visible ASCII but ";"',
      remedy: 'remove blanks and control characters; "true" sets a flag',
    });
  }
}

function checkMeaning(property: string, name: string, value: string): void {
  if (name === 'max-age' || name === 'expires') {
    refuse({ property, value, allowed: 'no lifetime among the attributes', remedy: 'use the option ttl' });
  }
  if (FLAGS.includes(name) && value !== 'true') {
    refuse({
      property,
      value,
      allowed: '"true", as browsers look only for the name',
      remedy: 'write "true" or leave it out',
    });
  }
  if (name === 'samesite' && !SAME_SITE.some((allowed) => allowed.toLowerCase() === value.toLowerCase())) {
    refuse({ property, value, allowed: SAME_SITE.join(', '), remedy: 'write one of these' });
  }
  if (name === 'path' && !value.startsWith('/')) {
    refuse({ property, value, allowed: 'an absolute path', remedy: `write ${JSON.stringify(`/${value}`)}` });
  }
}

function needsSecure(name: string, value: string): boolean {
  return name === 'partitioned' || (name === 'samesite' && value.toLowerCase() === 'none');
}

function attribute(attributes: Attributes, lowerCaseName: string): string | undefined {
  return Object.entries(attributes).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
