import { Duration } from 'cdk8s';
import { SameSite, Stickiness } from 'cdk8s-sticky-gateway-route';

export interface FactoryCase {
  readonly name: string;
  readonly stickiness: () => Stickiness;
  /** The first Envoy Gateway that has it. */
  readonly since?: string;
}

const tableSize = 1009;

/** Every factory, with each of its options. */
export const factories: FactoryCase[] = [
  { name: 'cookie()', stickiness: () => Stickiness.cookie() },
  {
    name: 'cookie() with every option',
    stickiness: () =>
      Stickiness.cookie({
        name: 'basket',
        ttl: Duration.hours(30),
        path: '/',
        attributes: { SameSite: 'None', Secure: 'true', Domain: 'shop.test' },
        tableSize,
      }),
  },
  { name: 'cookie() for the browser session', stickiness: () => Stickiness.cookie({ ttl: Duration.seconds(0) }) },
  { name: 'cookie() with a long ttl', stickiness: () => Stickiness.cookie({ ttl: Duration.days(365) }) },
  { name: 'passive cookie()', stickiness: () => Stickiness.cookie({ name: 'JSESSIONID', passive: true }) },
  { name: 'header()', stickiness: () => Stickiness.header('X-User-Id') },
  { name: 'header() with a table size', stickiness: () => Stickiness.header('X-User-Id', { tableSize }) },
  { name: 'header() with :authority', stickiness: () => Stickiness.header(':authority') },
  { name: 'headers()', stickiness: () => Stickiness.headers(['X-User-Id', 'X-Tenant-Id']), since: '1.6' },
  {
    name: 'headers() with a table size',
    stickiness: () => Stickiness.headers(['X-User-Id'], { tableSize }),
    since: '1.6',
  },
  { name: 'queryParams()', stickiness: () => Stickiness.queryParams(['user', 'filter%5Bid%5D']), since: '1.7' },
  {
    name: 'queryParams() with a table size',
    stickiness: () => Stickiness.queryParams(['user'], { tableSize }),
    since: '1.7',
  },
  { name: 'sourceIp()', stickiness: () => Stickiness.sourceIp() },
  { name: 'sourceIp() with a table size', stickiness: () => Stickiness.sourceIp({ tableSize }) },
  { name: 'path()', stickiness: () => Stickiness.path('/rooms/{room}') },
  {
    name: 'path() with a table size',
    stickiness: () => Stickiness.path('/v1/tenants/{tenant}/jobs', { tableSize }),
  },
  {
    name: 'firstOf()',
    stickiness: () =>
      Stickiness.firstOf([
        Stickiness.header('X-User-Id'),
        Stickiness.cookie({ name: 'JSESSIONID', passive: true }),
        Stickiness.sourceIp(),
      ]),
  },
  {
    name: 'firstOf() with every member',
    stickiness: () =>
      Stickiness.firstOf([
        Stickiness.headers(['X-User-Id', 'X-Device-Id'], { tableSize }),
        Stickiness.header('X-Tenant-Id'),
        Stickiness.queryParams(['user', 'filter%5Bid%5D']),
        Stickiness.cookie({ name: "a.$|'b", passive: true }),
        Stickiness.path('/rooms/{room}'),
        Stickiness.sourceIp(),
      ]),
  },
  { name: 'sessionCookie()', stickiness: () => Stickiness.sessionCookie({ name: 'basket' }) },
  {
    name: 'sessionCookie() with every option',
    stickiness: () =>
      Stickiness.sessionCookie({
        name: 'basket',
        ttl: Duration.days(365),
        path: '/',
        domain: 'shop.test',
        sameSite: SameSite.NONE,
        secure: true,
        httpOnly: false,
        partitioned: true,
      }),
  },
  { name: 'sessionHeader()', stickiness: () => Stickiness.sessionHeader('X-Pod') },
  { name: 'serverSession()', stickiness: () => Stickiness.serverSession() },
  { name: 'serverSession() of a header', stickiness: () => Stickiness.serverSession({ header: 'x-game-id' }) },
  { name: 'mcp()', stickiness: () => Stickiness.mcp() },
  { name: 'none()', stickiness: () => Stickiness.none() },
];
