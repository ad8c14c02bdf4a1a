import { Duration } from 'cdk8s';
import {
  ApplicationAdvancedSettings,
  type SessionMechanism,
  Stickiness,
  type StickySessionType,
} from 'cdk8s-sticky-gateway-route';
import fc from 'fast-check';
import { orWrong, type Source, unicode } from './crd-values';

/** A call of a factory, as data. */
export type Call =
  | { readonly factory: 'cookie'; readonly options?: CookieCall }
  | { readonly factory: 'header'; readonly name: string; readonly tableSize?: number }
  | { readonly factory: 'headers' | 'queryParams'; readonly names: string[]; readonly tableSize?: number }
  | { readonly factory: 'sourceIp'; readonly tableSize?: number }
  | { readonly factory: 'firstOf'; readonly members: Call[] }
  | { readonly factory: 'sessionCookie'; readonly name: string; readonly ttl?: number }
  | { readonly factory: 'sessionHeader'; readonly name: string }
  | { readonly factory: 'serverSession' | 'mcp'; readonly options?: SessionCall }
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

interface SessionCall {
  readonly header?: string;
  readonly mechanism?: SessionMechanism;
  readonly endpointHeader?: string;
}

interface SettingsCall {
  readonly networkGatewayApiEnableStickySession: boolean;
  readonly networkGatewayApiStickySessionHeader?: string;
  readonly networkGatewayApiStickySessionType?: StickySessionType;
}

/** What the call returns. */
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
    case 'firstOf':
      return Stickiness.firstOf(call.members.map(stickinessOf));
    case 'sessionCookie':
      return Stickiness.sessionCookie({ name: call.name, ttl: durationOf(call.ttl) });
    case 'sessionHeader':
      return Stickiness.sessionHeader(call.name);
    case 'serverSession':
    case 'mcp':
      return Stickiness[call.factory](call.options);
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
  domain: 'example.com',
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

/** Calls of every factory with every option. */
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
    { path: orWrong(source, fc.constantFrom('/', '/app'), fc.constantFrom('', 'app', '/a;b', '/ä')), name },
    { requiredKeys: ['path'] },
  );
  const passive = fc.record({ passive: fc.constant(true), name }, { requiredKeys: ['passive'] });
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
  const session = fc
    .record(
      {
        header: ownHeaders,
        mechanism: fc.constantFrom('EndpointOverride' as SessionMechanism, 'Envelope' as SessionMechanism),
        endpointHeader: orWrong(
          source,
          fc.constantFrom('X-Pod', 'x-endpoint'),
          fc.oneof(badNames, fc.constant('X-Session-Id')),
        ),
      },
      { requiredKeys: [] },
    )
    .map(({ endpointHeader, ...options }) =>
      options.mechanism === ('Envelope' as SessionMechanism) ? options : { ...options, endpointHeader },
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
  const others: fc.Arbitrary<Call>[] = [
    fc.record({
      factory: fc.constant('sessionCookie' as const),
      name: orWrong(
        source,
        headerNames,
        fc.oneof(badNames, fc.constantFrom('x'.repeat(129), '__Host-x', '__secure-y')),
      ),
      ttl: fc.option(
        orWrong(
          source,
          seconds.filter((ms) => ms > 0),
          fc.oneof(badTimes, fc.constant(0)),
        ),
        { nil: undefined },
      ),
    }),
    fc.record({ factory: fc.constant('sessionHeader' as const), name: ownHeaders }),
    fc.record({
      factory: fc.constantFrom('serverSession' as const, 'mcp' as const),
      options: fc.option(session, { nil: undefined }),
    }),
    fc.record({ factory: fc.constant('fromAdvancedSettings' as const), settings }),
    fc.constant({ factory: 'none' as const }),
  ];
  if (depth === 0) return fc.oneof(...hashes);
  const members = orWrong(
    source,
    fc.array(calls({ overrides: {} }, 0), { minLength: 2, maxLength: 4 }).map(sharedTable),
    fc.oneof(fc.array(calls(source, 0), { maxLength: 3 }), fc.constant(Array(17).fill({ factory: 'sourceIp' }))),
  );
  return fc.oneof(...hashes, ...others, fc.record({ factory: fc.constant('firstOf' as const), members }));
}

/** Members after the first may name no table size of their own. */
function sharedTable(members: Call[]): Call[] {
  return members.map((member, i) => {
    if (i === 0) return member;
    if (member.factory === 'cookie')
      return { ...member, options: member.options && { ...member.options, tableSize: undefined } };
    return { ...member, tableSize: undefined } as Call;
  });
}
