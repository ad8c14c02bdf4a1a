import type { Duration } from 'cdk8s';
import { refuse } from '../findings/refuse';
import { checkCookieAttribute, checkCookiePrefix } from './cookie-attributes';
import { cel, enclosed, escapeRegex } from './envoy-format';
import { checkSessionName } from './names';
import { type OptionNames, optionsOf } from './options';
import { ADDRESS, pinPlan } from './pin-plan';
import type { StickinessPlan } from './plan';
import { SameSite } from './same-site';
import { secondsOf, secondsText } from './seconds';

const FACTORY = 'Stickiness.sessionCookie()';
const HEADER = 'Cookie';
const DEFAULTS = { path: '/', sameSite: SameSite.LAX, secure: true, httpOnly: true, partitioned: false };

/** Whether a cookie of the request names the pod that responds, so that none has to be set. */
const IS_PINNED = "'cookie' in request.headers && request.headers['cookie'].contains(upstream.address)";

/**
 * Options of the cookie that holds the address of the client's pod.
 *
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie
 */
export interface SessionCookieOptions {
  /** Name of the cookie, which no other application of the host may use: at most 128 letters, digits and the marks of RFC 6265. */
  readonly name: string;

  /**
   * How long a browser keeps the cookie, from when it was set: whole seconds, from 1 to 99999h59m59s. It is not renewed while
   * the pod stays.
   *
   * @default - until the browser closes
   */
  readonly ttl?: Duration;

  /**
   * URL path under which the browser sends the cookie.
   *
   * @default "/"
   */
  readonly path?: string;

  /**
   * Domain to whose hosts the browser sends the cookie.
   *
   * @default - only the host of the request
   */
  readonly domain?: string;

  /**
   * Whether the browser sends the cookie with cross-site requests.
   *
   * @default SameSite.LAX
   */
  readonly sameSite?: SameSite;

  /**
   * Whether the browser sends the cookie over TLS only.
   *
   * @default true
   */
  readonly secure?: boolean;

  /**
   * Whether the cookie is hidden from scripts.
   *
   * @default true
   */
  readonly httpOnly?: boolean;

  /**
   * Whether the browser keeps one cookie per embedding site.
   *
   * @default false
   */
  readonly partitioned?: boolean;
}

const OPTIONS: OptionNames<SessionCookieOptions> = {
  name: true,
  ttl: true,
  path: true,
  domain: true,
  sameSite: true,
  secure: true,
  httpOnly: true,
  partitioned: true,
};

export function sessionCookiePlan(given: SessionCookieOptions): StickinessPlan {
  const options = optionsOf(FACTORY, given, OPTIONS, attributesRemedy);
  checkSessionName(`${FACTORY} name`, options.name as string);
  const cookie = { ...DEFAULTS, ...options } as Cookie;
  checkAttributes(cookie);
  const { name, path, domain, secure } = cookie;
  // The load balancer splits the header at commas, so they separate the address from the rest. Commas need the quotes, though
  // Java's CookieManager sends the cookie back without them.
  const [before, after] = [`${name}=",`, `,"${attributesOf(cookie)}`];
  const value = cel(`${IS_PINNED} ? '' : ${enclosed(before, 'upstream.address', after)}`);
  return pinPlan(
    {
      factory: FACTORY,
      headerChanges: { response: { add: [{ name: 'Set-Cookie', value }] } },
      httpOnly: 'gRPC clients keep no cookies',
      headers: [],
      cookie: { name, isSetByEnvoy: true, path, domain, isSecure: secure },
    },
    { header: HEADER, pattern: `(?:.*[; ])?${escapeRegex(name)}="?,${ADDRESS},.*`, isNamedByServer: false },
  );
}

type Cookie = SessionCookieOptions & typeof DEFAULTS;

/** `cookie()` has the attributes in an object. */
function attributesRemedy(name: string): string | undefined {
  return name === 'attributes' ? 'write each of them as an option: path, domain, sameSite, secure' : undefined;
}

function checkAttributes({ name, path, domain, sameSite, secure, httpOnly, partitioned }: Cookie): void {
  checkCookieAttribute(`${FACTORY} path`, 'path', path);
  if (domain !== undefined) {
    checkCookieAttribute(`${FACTORY} domain`, 'domain', domain);
  }
  checkCookieAttribute(`${FACTORY} sameSite`, 'samesite', sameSite);
  for (const [flag, value] of Object.entries({ secure, httpOnly, partitioned })) {
    if (typeof value !== 'boolean') {
      refuse({
        id: 'wrong-type',
        property: `${FACTORY} ${flag}`,
        value,
        expected: 'true or false',
        remedy: 'write true or false',
      });
    }
  }
  if (!secure && (partitioned || sameSite.toLowerCase() === SameSite.NONE.toLowerCase())) {
    refuse({
      id: 'cookie-not-secure',
      property: `${FACTORY} secure`,
      value: secure,
      expected: `true with ${partitioned ? 'partitioned' : 'SameSite.NONE'}`,
      remedy: 'remove secure: false',
    });
  }
  checkCookiePrefix(FACTORY, name, {
    path,
    ...(domain !== undefined && { domain }),
    ...(secure && { secure: 'true' }),
  });
}

/** All attributes as they follow the value, each with its semicolon. */
function attributesOf({ path, domain, ttl, sameSite, secure, httpOnly, partitioned }: Cookie): string {
  const attributes = [
    `Path=${path}`,
    domain !== undefined && `Domain=${domain}`,
    ttl !== undefined && `Max-Age=${secondsOf(secondsText(`${FACTORY} ttl`, ttl, 1))}`,
    secure && 'Secure',
    httpOnly && 'HttpOnly',
    `SameSite=${sameSite}`,
    partitioned && 'Partitioned',
  ];
  return attributes.map((attribute) => (attribute ? `; ${attribute}` : '')).join('');
}
