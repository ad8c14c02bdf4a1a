/** A call of a factory of `Stickiness`, from which both the object and its code are made. */
export type StickinessCall =
  | { readonly factory: 'none' | 'sourceIp' | 'mcp' }
  | { readonly factory: 'cookie'; readonly options: CookieCall }
  | { readonly factory: 'sessionCookie'; readonly options: SessionCookieCall }
  | { readonly factory: 'header'; readonly name: string }
  | { readonly factory: 'headers' | 'queryParams'; readonly names: readonly string[] }
  | { readonly factory: 'allOf'; readonly members: readonly StickinessCall[] };

export interface CookieCall {
  readonly name: string;
  readonly passive?: true;
  /** Seconds. */
  readonly ttl?: number;
  readonly path?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface SessionCookieCall {
  readonly name: string;
  /** Seconds; none for a cookie of the browser session. */
  readonly ttl?: number;
  readonly path: string;
  readonly domain?: string;
  readonly sameSite?: 'Strict' | 'Lax' | 'None';
  readonly secure: boolean;
}

export const NONE: StickinessCall = { factory: 'none' };

/** Whether clients stay on a pod at all. */
export function isSticky({ factory }: StickinessCall): boolean {
  return factory !== 'none';
}

/** Whether Envoy chooses between several backends before it has the key. */
export function isComputed({ factory }: StickinessCall): boolean {
  return factory === 'allOf';
}
