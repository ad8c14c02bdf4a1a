import { lineOf, migrated, verdictOf } from '../support/ingress';

// biome-ignore lint/suspicious/noExplicitAny: rendered manifests have no types
type Json = any;

async function filtersOf(annotations: Record<string, string>, path = '/'): Promise<Json[]> {
  const { objects } = await migrated([{ annotations, paths: { [path]: 'web' } }]);
  const route = objects.find(({ kind }) => kind === 'HTTPRoute') as Json;
  return route.spec.rules[0].filters ?? [];
}

test('an HTTPRouteFilter rewrites where no prefix says the same, once for all rules', async () => {
  const { objects, rules } = await migrated([
    {
      annotations: { 'rewrite-target': '/api/$1' },
      paths: { '/v([0-9]+).*': 'web' },
    },
    {
      name: 'other',
      host: 'other.example.com',
      annotations: { 'rewrite-target': '/api/$1' },
      paths: { '/(a|b)': 'web' },
    },
  ]);
  const filters = objects.filter(({ kind }) => kind === 'HTTPRouteFilter') as Json[];
  expect(filters.map(({ metadata }) => metadata.name)).toEqual(['web-rewrite', 'other-rewrite']);
  expect(filters[0].spec.urlRewrite.path).toEqual({
    type: 'ReplaceRegexMatch',
    replaceRegexMatch: { pattern: '(?i)^/v([0-9]+).*.*$', substitution: '/api/\\1' },
  });
  expect(rules).toEqual([
    'web.example.com ~(?i)/v([0-9]+).* | web:80 to web-rewrite | none',
    'other.example.com ~(?i)/(a|b).* | web:80 to other-rewrite | none',
  ]);
});

test('upstream-vhost is a hostname of URLRewrite', async () => {
  expect(await filtersOf({ 'upstream-vhost': 'inner.example.com' })).toEqual([
    { type: 'URLRewrite', urlRewrite: { hostname: 'inner.example.com' } },
  ]);
});

test('upstream-vhost with a variable is lost', async () => {
  const migration = await migrated([{ annotations: { 'upstream-vhost': '$service_name' } }]);
  expect(verdictOf(migration, 'upstream-vhost')).toBe('dropped');
});

describe('CORS', () => {
  test('has the defaults of ingress-nginx', async () => {
    expect(await filtersOf({ 'enable-cors': 'true' })).toEqual([
      {
        type: 'CORS',
        cors: {
          allowOrigins: ['*'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: [
            'DNT',
            'Keep-Alive',
            'User-Agent',
            'X-Requested-With',
            'If-Modified-Since',
            'Cache-Control',
            'Content-Type',
            'Range',
            'Authorization',
          ],
          allowCredentials: false,
          maxAge: 1_728_000,
        },
      },
    ]);
  });

  test('has the values that are written', async () => {
    const [{ cors }] = await filtersOf({
      'enable-cors': 'true',
      'cors-allow-origin': 'https://a.example.com, https://*.b.example.com:8443',
      'cors-allow-methods': 'GET, SING',
      'cors-allow-headers': 'X-One',
      'cors-expose-headers': 'X-Two, X-Three',
      'cors-max-age': '60',
    });
    expect(cors).toEqual({
      allowOrigins: ['https://a.example.com', 'https://*.b.example.com:8443'],
      allowMethods: ['GET'],
      allowHeaders: ['X-One'],
      allowCredentials: true,
      exposeHeaders: ['X-Two', 'X-Three'],
      maxAge: 60,
    });
  });

  test('tells the values that it leaves out', async () => {
    const migration = await migrated([{ annotations: { 'enable-cors': 'true', 'cors-allow-methods': 'GET, SING' } }]);
    expect(lineOf(migration, 'cors-allow-methods')).toMatchObject({ verdict: 'near', note: 'without SING' });
  });

  test('never allows credentials for every origin', async () => {
    const migration = await migrated([{ annotations: { 'enable-cors': 'true', 'cors-allow-credentials': 'true' } }]);
    expect(verdictOf(migration, 'cors-allow-credentials')).toBe('near');
  });

  test('is absent without enable-cors', async () => {
    expect(await filtersOf({ 'enable-cors': 'yes', 'cors-max-age': '60' })).toEqual([]);
  });
});

describe('a snippet', () => {
  test('becomes header filters', async () => {
    const snippet =
      'proxy_set_header X-Team "shop";\nadd_header X-Frame-Options DENY always;\nmore_set_headers "Server: none";';
    expect(await filtersOf({ 'configuration-snippet': snippet })).toEqual([
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Team', value: 'shop' }] } },
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: {
          set: [{ name: 'Server', value: 'none' }],
          add: [{ name: 'X-Frame-Options', value: 'DENY' }],
        },
      },
    ]);
  });

  test.each([
    ['deny 10.0.0.1; add_header X-A b;', 'dropped', 'cannot be expressed: "deny 10.0.0.1"'],
    ['proxy_set_header X-Host $host;', 'dropped', 'cannot be expressed: "proxy_set_header X-Host $host"'],
    ['if ($a) { return 403; }', 'dropped', 'cannot be expressed: "if ($a) { return 403; }"'],
    ['proxy_set_header Upgrade $http_upgrade; proxy_http_version 1.1;', 'no-op', 'it asks for WebSocket'],
    ['# nothing', 'no-op', 'it is empty'],
    ['add_header X-A b;', 'near', 'header filters for X-A'],
    ['proxy_set_header X-A "";', 'near', 'header filters for X-A'],
    ['add_header X-A "";', 'dropped', 'cannot be expressed: "add_header X-A \\"\\""'],
    ['add_header X-A é;', 'dropped', 'cannot be expressed: "add_header X-A é"'],
    ['add_header X-A b; more_set_headers "x-a: c";', 'dropped', 'more_set_headers'],
  ])('%s is %s', async (snippet, verdict, note) => {
    const line = lineOf(
      await migrated([{ annotations: { 'configuration-snippet': snippet } }]),
      'configuration-snippet',
    );
    expect(line.verdict).toBe(verdict);
    expect(line.note).toContain(note);
    expect(line.area).toBe('security');
  });

  test('removes a header of the request that it empties, and changes one of the response by the same name', async () => {
    const snippet = 'proxy_set_header Accept-Encoding ""; add_header Accept-Encoding gzip;';
    expect(await filtersOf({ 'configuration-snippet': snippet })).toEqual([
      { type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['Accept-Encoding'] } },
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: { add: [{ name: 'Accept-Encoding', value: 'gzip' }] },
      },
    ]);
  });

  test('stands beside x-forwarded-prefix', async () => {
    expect(await filtersOf({ 'x-forwarded-prefix': '/app', 'rewrite-target': '/' })).toContainEqual({
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: 'X-Forwarded-Prefix', value: '/app' }] },
    });
  });
});
