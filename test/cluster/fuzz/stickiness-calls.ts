import { Duration } from 'cdk8s';
import {
  ApplicationAdvancedSettings,
  SameSite,
  type ServerSessionOptions,
  Stickiness,
  type StickySessionType,
} from 'cdk8s-sticky-gateway-route';
import fc from 'fast-check';
import { orWrong, type Source, unicode } from './crd-values';
import { fuzzDomain } from './slots';

/** A call of a factory, as data. */
export type Call =
  | { readonly factory: 'cookie'; readonly options?: CookieCall }
  | { readonly factory: 'header'; readonly name: string; readonly tableSize?: number }
  | { readonly factory: 'headers' | 'queryParams'; readonly names: string[]; readonly tableSize?: number }
  | { readonly factory: 'sourceIp'; readonly tableSize?: number }
  | { readonly factory: 'path'; readonly template: string; readonly tableSize?: number }
  | { readonly factory: 'firstOf'; readonly members: Call[] }
  | { readonly factory: 'sessionCookie'; readonly options: SessionCookieCall }
  | { readonly factory: 'sessionHeader'; readonly name: string }
  | { readonly factory: 'serverSession'; readonly options?: ServerSessionOptions }
  | { readonly factory: 'mcp' }
  | { readonly factory: 'fromAdvancedSettings'; readonly settings: SettingsCall }
  | { readonly factory: 'none' };

interface CookieCall {
  readonly name?: string;
  /** In milliseconds. */
  readonly ttl?: number;
  readonly attributes?: Record<string, string>;
  readonly path?: string;
  readonly passive?: boolean;
  readonly tableSize?: number;
}

export interface SessionCookieCall {
  readonly name: string;
  /** In milliseconds. */
  readonly ttl?: number;
  readonly path?: string;
  readonly domain?: string;
  readonly sameSite?: SameSite;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly partitioned?: boolean;
}

interface SettingsCall {
  readonly networkGatewayApiEnableStickySession: boolean;
  readonly networkGatewayApiStickySessionHeader?: string;
  readonly networkGatewayApiStickySessionType?: StickySessionType;
}

/** The stickiness that the call returns. */
export function stickinessOf(call: Call): Stickiness {
  switch (call.factory) {
    case 'cookie':
      return Stickiness.cookie(call.options && { ...call.options, ttl: durationOf(call.options.ttl) });
    case 'header':
      return Stickiness.header(call.name, { tableSize: call.tableSize });
    case 'headers':
    case 'queryParams':
      return Stickiness[call.factory](call.names, { tableSize: call.tableSize });
    case 'sourceIp':
      return Stickiness.sourceIp({ tableSize: call.tableSize });
    case 'path':
      return Stickiness.path(call.template, { tableSize: call.tableSize });
    case 'firstOf':
      return Stickiness.firstOf(call.members.map(stickinessOf));
    case 'sessionCookie':
      return Stickiness.sessionCookie({ ...call.options, ttl: durationOf(call.options.ttl) });
    case 'sessionHeader':
      return Stickiness.sessionHeader(call.name);
    case 'serverSession':
      return Stickiness.serverSession(call.options);
    case 'mcp':
      return Stickiness.mcp();
    case 'fromAdvancedSettings':
      return Stickiness.fromAdvancedSettings(new ApplicationAdvancedSettings(call.settings));
    case 'none':
      return Stickiness.none();
  }
}

function durationOf(milliseconds?: number): Duration | undefined {
  return milliseconds === undefined ? undefined : Duration.millis(milliseconds);
}

const headerNames = fc.oneof(
  fc.constantFrom('X-User-Id', 'X-Tenant', 'Authorization', 'x-id'),
  fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/),
);
const badNames = fc.oneof(
  fc.constantFrom('', ' ', 'x id', 'x\nid', 'x\u0000id', 'a;b', 'a=b', 'X-Größe', 'X-Request-Id', '"x"', '名', ' x-id'),
  unicode({ maxLength: 6 }),
);
const primes = fc.constantFrom(2, 3, 1009, 65537, 5_000_011);
const badSizes = fc.constantFrom(-1, 0, 1, 4, 100, 65536, 5_000_010, 5_000_012, 1.5);
const seconds = fc
  .oneof(fc.constantFrom(0, 1, 60, 99_999, 100_000, 99_999 * 3600 + 3599), fc.nat(10_000_000))
  .map((s) => s * 1000);
const badTimes = fc.constantFrom(1, 500, 1500, 100_000 * 3600 * 1000);

const attributes = fc
  .dictionary(fc.constantFrom('secure', 'samesite', 'domain', 'path', 'Priority'), fc.constant(''))
  .map((names) => Object.fromEntries(Object.keys(names).map((name) => [name, attributeValues[name] ?? 'x'])));
const attributeValues: Record<string, string> = {
  secure: 'true',
  samesite: 'Strict',
  domain: fuzzDomain,
  path: '/',
  Priority: 'High',
};
const badAttributes = fc.constantFrom<Record<string, string>>(
  { '': 'x' },
  { 'a\nb': 'x' },
  { samesite: 'Lax\n' },
  { samesite: 'Lax; Domain=evil.test' },
  { 'x; Domain': 'evil.test' },
  { 'Max-Age': '5' },
  { secure: 'false' },
  { samesite: 'Loose' },
  { path: 'app' },
  { partitioned: 'true' },
  { samesite: 'None' },
  { secure: '' },
  { x: 'ä' },
);

/** Calls of every factory with every option; at depth 0 without `firstOf()`, and below 0 only what can be a member of it. */
export function calls(source: Source, depth = 1): fc.Arbitrary<Call> {
  const name = orWrong(source, headerNames, badNames);
  const tableSize = fc.option(orWrong(source, primes, badSizes), { nil: undefined, freq: 3 });
  const names = orWrong(
    source,
    fc.uniqueArray(headerNames, { minLength: 1, maxLength: 4, selector: (each) => each.toLowerCase() }),
    fc.oneof(fc.array(badNames, { maxLength: 2 }), fc.constant(['x', 'X'])),
  );
  const params = orWrong(
    source,
    fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9_.%[\]-]{0,12}$/), { minLength: 1, maxLength: 4 }),
    fc.oneof(
      fc.array(fc.oneof(badNames, fc.constantFrom('a&b', 'a=b', 'a#b')), { maxLength: 2 }),
      fc.constant(['x', 'x']),
    ),
  );
  const setCookie = fc.record(
    {
      name,
      ttl: orWrong(source, seconds, badTimes),
      attributes: orWrong(source, attributes, badAttributes),
      tableSize,
    },
    { requiredKeys: [] },
  );
  const withPath = fc.record(
    { path: orWrong(source, fc.constant('/'), fc.constantFrom('', 'app', '/app', '/a;b', '/ä')), name },
    { requiredKeys: ['path'] },
  );
  const passive = fc.record({ passive: fc.constant(true), name });
  const badPassive = fc.record({ passive: fc.constant(true), path: fc.constant('/'), ttl: seconds });
  const cookie = fc.option(fc.oneof(setCookie, withPath, orWrong(source, passive, badPassive)), {
    nil: undefined,
    freq: 5,
  });
  const ownHeaders = orWrong(
    source,
    fc.constantFrom('X-Session-Id', 'mcp-session-id', 'x-game'),
    fc.oneof(
      badNames,
      fc.constantFrom('Host', ':path', 'x-envoy-max-retries', 'Content-Length', 'x-data-bin', 'x'.repeat(129)),
    ),
  );
  const template = orWrong(
    source,
    fc.constantFrom(
      '/{id}',
      '/{id}',
      '/rooms/{room}',
      '/{tenant}/jobs',
      "/a.b/~c/{x_1}/it's(so)",
      '/v1/docs/{doc}/edit',
    ),
    fc.oneof(
      fc.constantFrom('', '/', 'rooms/{room}', '/{a}/{b}', '/rooms', '/{}', '/a/{b}/', '/ä/{b}', '/{b}{c}'),
      badNames,
    ),
  );
  const settings = fc.record(
    {
      networkGatewayApiEnableStickySession: fc.boolean(),
      networkGatewayApiStickySessionHeader: orWrong(source, headerNames, badNames),
    },
    { requiredKeys: ['networkGatewayApiEnableStickySession'] },
  );
  const hashes: fc.Arbitrary<Call>[] = [
    fc.record({ factory: fc.constant('cookie' as const), options: cookie }),
    fc.record({
      factory: fc.constant('header' as const),
      name: fc.oneof(name, fc.constantFrom(':authority', ':path')),
      tableSize,
    }),
    fc.record({ factory: fc.constant('headers' as const), names, tableSize }),
    fc.record({ factory: fc.constant('queryParams' as const), names: params, tableSize }),
    fc.record({ factory: fc.constant('sourceIp' as const), tableSize }),
  ];
  const path = fc.record({ factory: fc.constant('path' as const), template, tableSize });
  const others: fc.Arbitrary<Call>[] = [
    path,
    fc.record({ factory: fc.constant('sessionCookie' as const), options: sessionCookie(source) }),
    fc.record({ factory: fc.constant('sessionHeader' as const), name: ownHeaders }),
    fc.record({
      factory: fc.constant('serverSession' as const),
      options: fc.option(fc.record({ header: ownHeaders }, { requiredKeys: [] }), { nil: undefined }),
    }),
    fc.constant({ factory: 'mcp' as const }),
    fc.record({ factory: fc.constant('fromAdvancedSettings' as const), settings }),
    fc.constant({ factory: 'none' as const }),
  ];
  if (depth === 0) {
    return fc.oneof(...hashes, ...others);
  }
  const passiveCookie = fc.record({
    factory: fc.constant('cookie' as const),
    options: fc.record({ passive: fc.constant(true), name, tableSize }),
  });
  if (depth < 0) {
    return fc.oneof(...hashes.slice(1), path, passiveCookie);
  }
  const key = calls({ overrides: {} }, -1);
  const few = { ...source, wrongOneIn: source.wrongOneIn && 4 };
  const members = orWrong(
    source,
    fc.array(key, { minLength: 2, maxLength: 4 }).map(sharedTable),
    // The requests of the fuzz have the key of the first member. So only this member may be wrong.
    fc.oneof(
      fc
        .tuple(calls(few, 0), fc.array(key, { maxLength: 2 }))
        .map(([first, others]) => sharedTable([first, ...others])),
      fc.constant(Array(17).fill({ factory: 'sourceIp' })),
    ),
  );
  return fc.oneof(...hashes, ...others, fc.record({ factory: fc.constant('firstOf' as const), members }));
}

function sessionCookie(source: Source): fc.Arbitrary<SessionCookieCall> {
  const name = orWrong(
    source,
    fc.oneof(headerNames, fc.constantFrom('__Secure-pod', '__Host-pod')),
    fc.oneof(badNames, fc.constantFrom('x'.repeat(129), '__host-')),
  );
  const good = fc.record(
    {
      name,
      ttl: orWrong(
        source,
        seconds.filter((ms) => ms > 0),
        fc.oneof(badTimes, fc.constant(0)),
      ),
      path: orWrong(source, fc.constant('/'), fc.constantFrom('', 'app', '/app', '/a;b', '/a b', '/ä')),
      domain: orWrong(
        source,
        fc.constant(fuzzDomain),
        fc.constantFrom('', 'example.com', 'a;b', 'a b', 'a\nb', 'ä', '%x%'),
      ),
      sameSite: orWrong(
        source,
        fc.constantFrom(...Object.values(SameSite)),
        fc.constantFrom('lax', 'Loose', '', 'Lax; x'),
      ),
      secure: fc.boolean(),
      httpOnly: fc.boolean(),
      partitioned: fc.boolean(),
    },
    { requiredKeys: ['name'] },
  );
  return source.wrongOneIn ? good : good.map(browserProof);
}

/** The same options, without combinations that browsers refuse. */
function browserProof(options: SessionCookieCall): SessionCookieCall {
  const { name, sameSite, partitioned } = options;
  const needsSecure = partitioned || sameSite === SameSite.NONE || name.startsWith('__');
  return {
    ...options,
    ...(needsSecure && { secure: true }),
    ...(name.startsWith('__Host-') && { path: '/', domain: undefined }),
  };
}

/** Removes the table size of all members after the first, which must not have one. */
function sharedTable(members: Call[]): Call[] {
  return members.map((member, i) => {
    if (i === 0) {
      return member;
    }
    if (member.factory === 'cookie') {
      return { ...member, options: { ...member.options, tableSize: undefined } };
    }
    return { ...member, tableSize: undefined } as Call;
  });
}
