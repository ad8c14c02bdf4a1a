import { Duration } from 'cdk8s';
import {
  type BackendTrafficPolicySpecLoadBalancerConsistentHashCookie,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType,
} from '../../imports/gateway.envoyproxy.io';
import { refuse } from '../findings/refuse';
import { attributeOf, checkCookieAttribute, checkCookieAttributes, checkCookiePrefix } from './cookie-attributes';
import { type ConsistentHashOptions, HASH_OPTIONS, hashPlan } from './hash-plan';
import { cookieSource } from './key-source';
import { checkToken } from './names';
import { type OptionNames, optionsOf } from './options';
import type { StickinessPlan } from './plan';
import { secondsText } from './seconds';

/** Default name of the cookie. */
export const DEFAULT_COOKIE_NAME = 'INGRESSCOOKIE_QOVERY';

/** Default lifetime of the cookie. */
export const DEFAULT_COOKIE_TTL = Duration.seconds(85_400);

/** Default attributes of the cookie. */
export const DEFAULT_COOKIE_ATTRIBUTES: Readonly<Record<string, string>> = { secure: 'true', samesite: 'Lax' };

/** Attributes that other factories and libraries take as options. */
const ATTRIBUTES = ['domain', 'partitioned', 'samesite', 'secure'];

const FACTORY = 'Stickiness.cookie()';

/**
 * Options of the cookie that Envoy hashes.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#cookie
 */
export interface CookieOptions extends ConsistentHashOptions {
  /**
   * Name of the cookie: letters, digits and the marks that RFC 6265 allows.
   *
   * @default "INGRESSCOOKIE_QOVERY"
   */
  readonly name?: string;

  /**
   * How long a browser keeps the cookie: whole seconds, from 0 (until the browser closes) to 99999h59m59s.
   *
   * @default Duration.seconds(85400)
   */
  readonly ttl?: Duration;

  /**
   * Attributes of the cookie besides its lifetime, by name. They replace the default ones.
   *
   * `Secure`, `HttpOnly` and `Partitioned` take the value `true`; Envoy adds `HttpOnly` by itself.
   *
   * @default { secure: "true", samesite: "Lax" }
   */
  readonly attributes?: { [name: string]: string };

  /**
   * URL path under which the browser sends the cookie, as the attribute `path` in short.
   *
   * Without it a browser keeps one cookie, and so perhaps one pod, for each directory.
   *
   * @default - none: the directory of the URL that was asked first
   */
  readonly path?: string;

  /**
   * Only hash a cookie that the application sets. Envoy itself never sets one.
   *
   * A request without the cookie goes anywhere. Needs a `name`, and cannot be combined with `ttl`, `attributes` or `path`.
   *
   * @default false
   */
  readonly passive?: boolean;
}

const OPTIONS: OptionNames<CookieOptions> = {
  name: true,
  ttl: true,
  attributes: true,
  path: true,
  passive: true,
  ...HASH_OPTIONS,
};

export function cookiePlan(given?: CookieOptions): StickinessPlan {
  const options = optionsOf(FACTORY, given, OPTIONS, attributeRemedy);
  checkTypes(options);
  const name = options.name ?? DEFAULT_COOKIE_NAME;
  checkToken(`${FACTORY} name`, name);
  const cookie = options.passive ? passiveCookie(name, options) : setCookie(name, options);
  const { attributes = {} } = cookie;
  const answers = {
    factory: FACTORY,
    httpOnly: 'gRPC clients keep no cookies',
    member: options.passive
      ? cookieSource(name)
      : {
          expected: 'a passive cookie',
          reason: 'Envoy sets one only if the policy hashes nothing else',
          remedy: 'write cookie({ name: "…", passive: true }), or use Stickiness.cookie() alone',
        },
    cookie: {
      name,
      isSetByEnvoy: !options.passive,
      path: attributeOf(attributes, 'path'),
      domain: attributeOf(attributes, 'domain'),
      isSecure: attributeOf(attributes, 'secure') !== undefined,
    },
  };
  return hashPlan(answers, { type: BackendTrafficPolicySpecLoadBalancerConsistentHashType.COOKIE, cookie }, options);
}

function checkTypes({ passive = false, attributes = {} }: CookieOptions): void {
  if (typeof passive !== 'boolean') {
    const remedy = 'write true or false';
    refuse({ id: 'wrong-type', property: `${FACTORY} passive`, value: passive, expected: 'true or false', remedy });
  }
  const isMap = typeof attributes === 'object' && !(Symbol.iterator in attributes);
  if (!isMap) {
    refuse({
      id: 'wrong-type',
      property: `${FACTORY} attributes`,
      value: attributes,
      expected: 'an object of strings',
      remedy: `write an object, such as ${JSON.stringify(DEFAULT_COOKIE_ATTRIBUTES)}`,
    });
  }
}

/** How to write an attribute that is an option of its own for `sessionCookie()`. */
function attributeRemedy(name: string, value: unknown): string | undefined {
  const attribute = name.toLowerCase();
  if (attribute === 'httponly' && value === true) {
    return 'remove it: Envoy adds HttpOnly by itself';
  }
  if (!ATTRIBUTES.includes(attribute) || value === false) {
    return undefined;
  }
  const attributes = { ...DEFAULT_COOKIE_ATTRIBUTES, [attribute]: String(value) };
  return `write attributes: ${JSON.stringify(attributes)}`;
}

function setCookie(name: string, options: CookieOptions): BackendTrafficPolicySpecLoadBalancerConsistentHashCookie {
  const attributes = { ...(options.attributes ?? DEFAULT_COOKIE_ATTRIBUTES) };
  if (options.path !== undefined) {
    const twice = Object.keys(attributes).find((attribute) => attribute.toLowerCase() === 'path');
    if (twice !== undefined) {
      refuse({
        id: 'duplicate-attribute',
        property: `${FACTORY} attributes.${twice}`,
        value: attributes[twice],
        expected: 'no path among the attributes beside the option path',
      });
    }
    checkCookieAttribute(`${FACTORY} path`, 'path', options.path);
    attributes.path = options.path;
  }
  checkCookieAttributes(FACTORY, attributes);
  checkCookiePrefix(FACTORY, name, attributes);
  return { name, ttl: secondsText(`${FACTORY} ttl`, options.ttl ?? DEFAULT_COOKIE_TTL, 0), attributes };
}

/** Refuses a passive cookie without a name: nobody would set one of the default name. */
function passiveCookie(name: string, options: CookieOptions): BackendTrafficPolicySpecLoadBalancerConsistentHashCookie {
  const { ttl, attributes, path } = options;
  if (options.name === undefined) {
    refuse({
      id: 'passive-cookie',
      property: `${FACTORY} name`,
      value: undefined,
      expected: 'the name of the cookie that the application sets',
      reason: 'nobody sets a cookie of the default name',
      remedy: 'write the name',
    });
  }
  for (const [option, value] of Object.entries({ ttl, attributes, path })) {
    if (value !== undefined) {
      refuse({
        id: 'passive-cookie',
        property: `${FACTORY} ${option}`,
        value,
        expected: 'nothing for a passive cookie',
        remedy: `remove ${option} or passive`,
      });
    }
  }
  return { name };
}
