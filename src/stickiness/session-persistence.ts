import type { Duration } from 'cdk8s';
import {
  type HttpRouteSpecRulesSessionPersistence,
  HttpRouteSpecRulesSessionPersistenceCookieConfigLifetimeType as LifetimeType,
  HttpRouteSpecRulesSessionPersistenceType as PersistenceType,
} from '../../imports/gateway.networking.k8s.io';
import { refuse } from '../problem';
import { checkCookiePrefix } from './cookie-attributes';
import { checkOwnHeader, checkToken } from './names';
import { secondsText } from './seconds';

const MOST_CHARACTERS = 128;

/**
 * How the cookie looks that holds the address of the client's pod.
 *
 * Its path is that of the rule's match; Envoy Gateway sets no other attributes.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
 */
export interface SessionCookieOptions {
  /** Name of the cookie: at most 128 letters, digits and the marks that RFC 6265 allows. */
  readonly name: string;

  /**
   * How long a browser keeps the cookie: whole seconds, from 1 to 99999h59m59s.
   *
   * @default - until the browser closes
   */
  readonly ttl?: Duration;
}

export function cookiePersistence(options: SessionCookieOptions): HttpRouteSpecRulesSessionPersistence {
  const factory = 'Stickiness.sessionCookie()';
  checkSessionName(`${factory} name`, options?.name);
  checkCookiePrefix(factory, options.name, {});
  const persistence = { sessionName: options.name, type: PersistenceType.COOKIE };
  return options.ttl === undefined
    ? persistence
    : {
        ...persistence,
        absoluteTimeout: secondsText(`${factory} ttl`, options.ttl, 1),
        cookieConfig: { lifetimeType: LifetimeType.PERMANENT },
      };
}

export function headerPersistence(name: string): HttpRouteSpecRulesSessionPersistence {
  const factory = 'Stickiness.sessionHeader()';
  checkSessionName(`${factory} name`, name);
  checkOwnHeader(`${factory} name`, name, 'X-Session-Pod');
  return { sessionName: name, type: PersistenceType.HEADER };
}

/** Refuses what cannot be the name of a session's cookie or header. */
export function checkSessionName(property: string, name: string): void {
  checkToken(property, name);
  if (name.length > MOST_CHARACTERS) {
    refuse({
      property,
      value: name,
      allowed: `at most ${MOST_CHARACTERS} characters`,
      remedy: `write ${JSON.stringify(name.slice(0, MOST_CHARACTERS))}`,
    });
  }
}
