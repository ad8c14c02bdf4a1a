import { MCP_SESSION_HEADER } from '../mcp-session-header';
import type { KeyPart } from './hash-key';

/** A call of a factory of `Stickiness`. */
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

/** The stickiness that hashes all parts of a key together; a hash of the session that MCP servers name would lose most sessions. */
export function keyCall(parts: readonly KeyPart[]): StickinessCall {
  if (parts.some((part) => part.kind === 'header' && part.name === MCP_SESSION_HEADER)) {
    return { factory: 'mcp' };
  }
  const members = [
    ...headerCalls(namesOf(parts, 'header')),
    ...argumentCalls(namesOf(parts, 'argument')),
    ...namesOf(parts, 'cookie').map(
      (name): StickinessCall => ({ factory: 'cookie', options: { name, passive: true } }),
    ),
    ...(parts.some(({ kind }) => kind === 'address') ? [{ factory: 'sourceIp' } as const] : []),
  ];
  const [only] = members;
  return only && members.length === 1 ? only : { factory: 'allOf', members };
}

function namesOf(parts: readonly KeyPart[], kind: 'header' | 'argument' | 'cookie'): string[] {
  return parts.flatMap((part) => (part.kind === kind ? [part.name] : []));
}

function headerCalls(names: readonly string[]): StickinessCall[] {
  const [name] = names;
  if (name === undefined) {
    return [];
  }
  return [names.length === 1 ? { factory: 'header', name } : { factory: 'headers', names }];
}

function argumentCalls(names: readonly string[]): StickinessCall[] {
  return names.length > 0 ? [{ factory: 'queryParams', names }] : [];
}
