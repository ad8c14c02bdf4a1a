import type { Annotations } from './annotations';
import { flagOf, integerOf, type OnRefused, textOf } from './values';

/** Name of the cookie without `session-cookie-name`. */
export const DEFAULT_NAME = 'INGRESSCOOKIE';

export type AffinityMode = 'balanced' | 'persistent';
export type SameSiteValue = 'Strict' | 'Lax' | 'None';

/** The annotations about the cookie of one Ingress, as ingress-nginx reads them. */
export interface Affinity {
  readonly isOn: boolean;
  /** None if it is absent or wrong, which means balanced. */
  readonly mode: AffinityMode | undefined;
  readonly name: string;
  /** Seconds; none for a cookie of the browser session. 0 or less deletes the cookie at once. */
  readonly lifetime: number | undefined;
  /** None means the path of the Ingress. */
  readonly path: string | undefined;
  readonly domain: string | undefined;
  readonly sameSite: SameSiteValue | undefined;
  /** Off means on TLS connections only. */
  readonly isAlwaysSecure: boolean;
  readonly changesOnFailure: boolean;
}

const NAME = /^[-/._~a-zA-Z0-9: ]*$/;
const PATH = /^[-/._~a-zA-Z0-9:,?&= ]*$/;
const SAME_SITE = ['Strict', 'Lax', 'None'] as const;

export function affinityOf(annotations: Annotations, refused: OnRefused): Affinity {
  const isOn = textOf(annotations, 'affinity', /^cookie$/, 'no affinity', refused) !== undefined;
  const mode = textOf(annotations, 'affinity-mode', /^(balanced|persistent)$/, 'balanced', refused);
  const maxAge = integerOf(annotations, 'session-cookie-max-age', refused);
  const expires = integerOf(annotations, 'session-cookie-expires', refused);
  return {
    isOn,
    mode: mode as AffinityMode | undefined,
    name: textOf(annotations, 'session-cookie-name', NAME, DEFAULT_NAME, refused) ?? DEFAULT_NAME,
    lifetime: maxAge ?? expires,
    path: textOf(annotations, 'session-cookie-path', PATH, 'the path of the Ingress', refused),
    domain: textOf(annotations, 'session-cookie-domain', NAME, 'no domain', refused),
    sameSite: sameSiteOf(annotations, refused),
    isAlwaysSecure: flagOf(annotations, 'session-cookie-secure', refused),
    changesOnFailure: flagOf(annotations, 'session-cookie-change-on-failure', refused),
  };
}

/** Validation ignores the case, but only these three are ever written. */
function sameSiteOf(annotations: Annotations, refused: OnRefused): SameSiteValue | undefined {
  const value = annotations['session-cookie-samesite']?.trim();
  const found = SAME_SITE.find((each) => each === value);
  if (found === undefined && value) {
    refused('session-cookie-samesite', 'no SameSite');
  }
  return found;
}
