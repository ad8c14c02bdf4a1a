import { lineOf, migrated, verdictOf } from '../support/ingress';

describe('redirects', () => {
  test.each([
    ['permanent-redirect', 'https://new.example.com', 'redirect https new.example.com / 301'],
    ['permanent-redirect', 'https://new.example.com/a', 'redirect https new.example.com /a 301'],
    ['permanent-redirect', 'http://new.example.com$request_uri', 'redirect http new.example.com 301'],
    ['temporal-redirect', 'https://new.example.com', 'redirect https new.example.com / 302'],
  ])('%s to %s', async (name, target, expected) => {
    const migration = await migrated([{ annotations: { [name]: target, affinity: 'cookie' } }]);
    expect(migration.rules).toEqual([`web.example.com / | ${expected}`]);
    expect(verdictOf(migration, name)).toBe('exact');
    expect(lineOf(migration, 'affinity').note).toBe('a redirect answers every request, so no pod does');
  });

  test.each([
    ['308', 308, 'exact'],
    ['300', 301, 'near'],
  ])('of the code %s has %d', async (code, expected, verdict) => {
    const annotations = { 'permanent-redirect': 'https://new.example.com', 'permanent-redirect-code': code };
    const migration = await migrated([{ annotations }]);
    expect(migration.rules[0]).toContain(` ${expected}`);
    expect(verdictOf(migration, 'permanent-redirect-code')).toBe(verdict);
  });

  test('with other variables are lost', async () => {
    const migration = await migrated([{ annotations: { 'permanent-redirect': 'https://$host/new' } }]);
    expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
    expect(verdictOf(migration, 'permanent-redirect')).toBe('dropped');
  });

  test('app-root redirects / with 302, before an Exact /', async () => {
    const migration = await migrated([
      { annotations: { 'app-root': '/app' }, paths: { '/': 'web', '/app': 'web' }, pathType: 'Exact' },
    ]);
    expect(migration.rules).toEqual([
      'web.example.com =/ | redirect /app 302',
      'web.example.com =/app | web:80 | none',
    ]);
    expect(lineOf(migration, 'path web.example.com/').note).toBe('app-root redirects it');
  });

  test('app-root alone needs no redirect to TLS', async () => {
    const options = { annotations: { 'app-root': '/app' }, paths: { '/a(/|$)(.*)': 'web' }, tls: true };
    const migration = await migrated([options]);
    expect(migration.problems).toEqual([]);
    expect(migration.rules).toEqual(['web.example.com =/ | redirect /app 302']);
  });

  test.each(['/', '/$host', 'app'])('app-root %s is lost', async (root) => {
    const migration = await migrated([{ annotations: { 'app-root': root } }]);
    expect(verdictOf(migration, 'app-root')).toBe('dropped');
  });
});

describe('TLS', () => {
  test('plain requests are redirected, on a listener of their own', async () => {
    const { objects, listeners } = await migrated([{ tls: true }]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`)).toEqual([
      'HTTPRoute web',
      'BackendTrafficPolicy web',
      'HTTPRoute web-redirect',
    ]);
    expect(JSON.stringify(objects[0])).toContain('"sectionName":"https"');
    expect(JSON.stringify(objects[2])).toContain('"sectionName":"http"');
    expect(listeners).toEqual([
      { hostname: 'web.example.com', protocol: 'HTTP', certificate: undefined, namespaces: ['shop'] },
      { hostname: 'web.example.com', protocol: 'HTTPS', certificate: 'shop/web-tls', namespaces: ['shop'] },
    ]);
  });

  test('ssl-redirect "false" serves both', async () => {
    const { objects } = await migrated([{ tls: true, annotations: { 'ssl-redirect': 'false' } }]);
    expect(objects).toHaveLength(2);
    expect(JSON.stringify(objects)).not.toContain('sectionName');
  });

  test('force-ssl-redirect redirects even without a certificate, and tells of the load balancer', async () => {
    const migration = await migrated([{ annotations: { 'force-ssl-redirect': 'true' } }]);
    expect(migration.rules).toEqual(['web.example.com / | web:80 | none', 'web.example.com / | redirect https 308']);
    expect(lineOf(migration, 'force-ssl-redirect').note).toContain('if a load balancer terminates TLS');
  });

  test('a passthrough has no HTTP route, and its stickiness was none', async () => {
    const migration = await migrated([{ annotations: { 'ssl-passthrough': 'true', affinity: 'cookie' } }]);
    expect(migration.objects).toEqual([]);
    expect(verdictOf(migration, 'ssl-passthrough')).toBe('not read');
    expect(verdictOf(migration, 'affinity')).toBe('no-op');
    expect(migration.hasLostStickiness).toBe(false);
  });
});

describe('gRPC', () => {
  const grpc = { 'backend-protocol': 'GRPC' };

  test.each([
    ['/', 'grpc'],
    ['/shop.v1.Carts', 'grpc shop.v1.Carts'],
    ['/shop.v1.Carts/', 'grpc shop.v1.Carts'],
  ])('a path %s is %s', async (path, match) => {
    const { rules } = await migrated([{ annotations: grpc, paths: { [path]: 'web' } }]);
    expect(rules).toEqual([`web.example.com ${match} | web:80 | none`]);
  });

  test('keeps a hash of a header, and no cookie', async () => {
    const hashed = await migrated([{ annotations: { ...grpc, 'upstream-hash-by': '$http_x_user' } }]);
    expect(hashed.rules).toEqual(['web.example.com grpc | web:80 | header X-User']);
    const affine = await migrated([{ annotations: { ...grpc, affinity: 'cookie' } }]);
    expect(affine.rules).toEqual(['web.example.com grpc | web:80 | none']);
    expect(lineOf(affine, 'affinity').note).toContain('gRPC clients keep no cookies');
  });

  test('has header filters only', async () => {
    const annotations = { ...grpc, 'configuration-snippet': 'add_header X-A b;', 'enable-cors': 'true' };
    const migration = await migrated([{ annotations }]);
    expect(JSON.stringify(migration.objects[0])).toContain('"type":"ResponseHeaderModifier"');
    expect(verdictOf(migration, 'enable-cors')).toBe('dropped');
  });

  test('two paths of one method are one rule', async () => {
    const migration = await migrated([{ annotations: grpc, paths: { '/a.B': 'one', '/a.B/': 'two' } }]);
    expect(migration.rules).toEqual(['web.example.com grpc a.B | one:80 | none']);
    expect(verdictOf(migration, 'path web.example.com/a.B/')).toBe('dropped');
  });
});

test.each(['HTTPS', 'GRPCS', 'FCGI'])('backend-protocol %s is lost security', async (protocol) => {
  const { report } = await migrated([{ annotations: { affinity: 'cookie', 'backend-protocol': protocol } }]);
  expect(report[0]).toMatchObject({ area: 'security', verdict: 'not read' });
});

describe('timeouts', () => {
  const timeoutOf = async (annotations: Record<string, string>, target?: string) => {
    const { objects } = await migrated([{ annotations }], target === undefined ? {} : { target });
    return (objects[1] as { spec: { timeout: unknown } }).spec.timeout;
  };

  test.each([
    [{}, '60s', '5s'],
    [{ 'proxy-read-timeout': '600' }, '600s', '5s'],
    [{ 'proxy-read-timeout': '10', 'proxy-send-timeout': '20' }, '20s', '5s'],
    [{ 'proxy-read-timeout': '20m' }, '60s', '5s'],
    [{ 'proxy-read-timeout': '0', 'proxy-send-timeout': '0' }, '0s', '5s'],
    [{ 'proxy-read-timeout': '99999' }, '99999s', '5s'],
    [{ 'proxy-read-timeout': '100000' }, '27h', '5s'],
    [{ 'proxy-connect-timeout': '30' }, '60s', '30s'],
    [{ 'proxy-connect-timeout': '0' }, '60s', '1s'],
  ])('%j', async (annotations, streamIdleTimeout, connectTimeout) => {
    expect(await timeoutOf(annotations as Record<string, string>)).toEqual({
      http: { requestTimeout: '0s', streamIdleTimeout },
      tcp: { connectTimeout },
    });
  });

  test.each([
    ['1.7', { requestTimeout: '0s' }],
    ['1.8', { requestTimeout: '0s', streamIdleTimeout: '60s' }],
  ])('of Envoy Gateway %s', async (target, http) => {
    expect(await timeoutOf({}, target)).toEqual({ http, tcp: { connectTimeout: '5s' } });
  });
});

describe('hosts', () => {
  test('with the same rules are one route', async () => {
    const migration = await migrated([{ annotations: { 'server-alias': 'a.example.net' } }]);
    expect(migration.rules).toEqual(['web.example.com a.example.net / | web:80 | none']);
    expect(verdictOf(migration, 'server-alias')).toBe('exact');
  });

  test('an alias that has a server of its own is told', async () => {
    const migration = await migrated([
      { annotations: { 'server-alias': 'a.example.net' } },
      { name: 'other', host: 'a.example.net' },
    ]);
    expect(verdictOf(migration, 'server-alias')).toBe('near');
    expect(migration.rules).toHaveLength(2);
  });

  test('a wildcard is told', async () => {
    const migration = await migrated([{ host: '*.example.com' }]);
    expect(verdictOf(migration, 'host *.example.com')).toBe('near');
  });

  test('none is a route without hostnames', async () => {
    expect((await migrated([{ host: '' }])).rules).toEqual(['* / | web:80 | none']);
  });
});

test('names never collide', async () => {
  const { objects } = await migrated([
    { name: 'web', tls: true },
    { name: 'web-redirect', host: 'b.example.com' },
  ]);
  const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
  expect(routes.map(({ metadata }) => (metadata as { name: string }).name)).toEqual([
    'web',
    'web-redirect-2',
    'web-redirect',
  ]);
});
