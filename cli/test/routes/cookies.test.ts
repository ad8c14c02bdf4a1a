import { lineOf, migrated, verdictOf } from '../support/ingress';

const PERSISTENT = { affinity: 'cookie', 'affinity-mode': 'persistent' };

async function cookieOf(annotations: Record<string, string>, options: object = {}): Promise<string | undefined> {
  const { rules } = await migrated([{ annotations, ...options }]);
  return rules.find((rule) => !rule.includes('redirect'))?.split(' | ')[2];
}

describe.each([
  ['balanced', { affinity: 'cookie' }, 'cookie'],
  ['persistent', PERSISTENT, 'session cookie'],
])('a %s cookie', (mode, annotations, kind) => {
  test.each([
    ['name', { 'session-cookie-name': 'pod' }, 'pod'],
    ['a name with blanks', { 'session-cookie-name': 'my pod' }, 'my-pod'],
    ['max-age', { 'session-cookie-max-age': '60' }, mode === 'balanced' ? '60s' : 'Max-Age=60'],
    ['expires', { 'session-cookie-expires': '61' }, mode === 'balanced' ? '61s' : 'Max-Age=61'],
    ['domain', { 'session-cookie-domain': 'example.com' }, 'omain=example.com'],
    ['path', { 'session-cookie-path': '/' }, 'ath=/ '],
    ['SameSite', { 'session-cookie-samesite': 'Strict' }, '=Strict'],
    ['Secure', { 'session-cookie-secure': 'true' }, 'ecure'],
    [
      'a long lifetime',
      { 'session-cookie-max-age': '99999999999' },
      mode === 'balanced' ? '9600h' : 'Max-Age=34560000',
    ],
  ])('has its %s', async (_, more, expected) => {
    const cookie = `${await cookieOf({ ...annotations, ...more })} `;
    expect(cookie).toContain(expected);
    expect(cookie.startsWith(`${kind} `)).toBe(true);
  });

  test('of max-age and expires has max-age, as browsers do', async () => {
    const both = { 'session-cookie-max-age': '60', 'session-cookie-expires': '7200' };
    expect(await cookieOf({ ...annotations, ...both })).toContain(mode === 'balanced' ? ' 60s ' : ' Max-Age=60 ');
  });

  test.each(['0', '-1'])('that lives for %s s never stuck, and does not now', async (lifetime) => {
    const migration = await migrated([{ annotations: { ...annotations, 'session-cookie-max-age': lifetime } }]);
    expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
    expect(verdictOf(migration, 'session-cookie-max-age')).toBe('dropped');
    expect(migration.hasLostStickiness).toBe(true);
  });

  test('has no SameSite=None without Secure', async () => {
    const migration = await migrated([{ annotations: { ...annotations, 'session-cookie-samesite': 'None' } }]);
    expect(migration.rules[0]).not.toContain('None');
    expect(verdictOf(migration, 'session-cookie-samesite')).toBe('near');
  });
});

describe('Secure', () => {
  test.each([
    ['without TLS', false, {}, false],
    ['with TLS, to which plain requests are redirected', true, {}, true],
    ['with TLS and plain requests', true, { 'ssl-redirect': 'false' }, false],
    ['with TLS and a forced redirect', true, { 'ssl-redirect': 'false', 'force-ssl-redirect': 'true' }, true],
    ['where a load balancer terminates TLS', false, { 'force-ssl-redirect': 'true' }, false],
  ])('%s', async (_, tls, more, expected) => {
    expect((await cookieOf({ affinity: 'cookie', ...more }, { tls }))?.includes('secure')).toBe(expected);
  });
});

describe('the path', () => {
  test.each([
    ['/app', '/app'],
    ['/app/', '/app/'],
  ])('of %s is %s', async (path, expected) => {
    expect(await cookieOf(PERSISTENT, { paths: { [path]: 'web' } })).toContain(`Path=${expected} `);
  });

  test.each([
    ['/app(/|$)(.*)', '/app'],
    ['/foo/[a-z]+/bar', '/foo'],
    ['/v[0-9]+', '/'],
  ])('of the regular expression %s is %s', async (path, expected) => {
    const annotations = { ...PERSISTENT, 'use-regex': 'true' };
    const migration = await migrated([{ annotations, paths: { [path]: 'web' } }]);
    expect(migration.rules[0]).toContain(`Path=${expected} `);
    expect(lineOf(migration, 'affinity').note).toContain(
      `ingress-nginx set Path=${path}, which browsers never send back`,
    );
  });

  test('is shared by the paths of one Service', async () => {
    const { rules } = await migrated([{ annotations: PERSISTENT, paths: { '/': 'web', '/api': 'web' } }]);
    expect(rules.map((rule) => /Path=\S+/.exec(rule)?.[0])).toEqual(['Path=/', 'Path=/']);
  });

  test('of an annotation that does not include the path of the Ingress is /', async () => {
    const annotations = { ...PERSISTENT, 'session-cookie-path': '/other' };
    const migration = await migrated([{ annotations, paths: { '/app': 'web' } }]);
    expect(migration.rules[0]).toContain('Path=/ ');
    expect(verdictOf(migration, 'session-cookie-path')).toBe('near');
  });
});

test('a domain that browsers refuse for the host is left out', async () => {
  const migration = await migrated([
    { annotations: { affinity: 'cookie', 'session-cookie-domain': 'other.net', 'server-alias': 'a.other.net' } },
  ]);
  expect(migration.rules).toEqual([
    'web.example.com / | web:80 | cookie INGRESSCOOKIE 0s path=/',
    'a.other.net / | web:80 | cookie INGRESSCOOKIE 0s domain=other.net path=/',
  ]);
  expect(verdictOf(migration, 'session-cookie-domain')).toBe('near');
});

describe('session cookies of several Services', () => {
  test('get the path of their own', async () => {
    const annotations = { ...PERSISTENT, 'session-cookie-path': '/' };
    const { rules } = await migrated([{ annotations, paths: { '/a': 'a', '/b': 'b' } }]);
    expect(rules.map((rule) => /cookie (\S+ \S+)/.exec(rule)?.[1])).toEqual([
      'INGRESSCOOKIE Path=/a',
      'INGRESSCOOKIE Path=/b',
    ]);
  });

  test('of one path get a name of their own', async () => {
    const annotations = { ...PERSISTENT, 'session-cookie-path': '/' };
    const { rules } = await migrated([{ annotations, paths: { '/': 'a', '/b': 'b', '/b/c': 'b' } }]);
    expect(rules.map((rule) => /cookie (\S+ \S+)/.exec(rule)?.[1])).toEqual([
      'INGRESSCOOKIE-a Path=/',
      'INGRESSCOOKIE-b Path=/',
      'INGRESSCOOKIE-b Path=/',
    ]);
  });
});

describe('several Ingresses of one Service', () => {
  const two = [
    { name: 'a', host: 'a.example.com', annotations: { affinity: 'cookie', 'session-cookie-name': 'a' } },
    { name: 'b', host: 'b.example.com', annotations: { ...PERSISTENT, 'session-cookie-name': 'b' } },
  ];

  test('keep what is written, and tell what the controller did', async () => {
    const migration = await migrated(two);
    expect(migration.rules).toEqual([
      'a.example.com / | web:80 | cookie a 0s path=/',
      'b.example.com / | web:80 | session cookie b Path=/ HttpOnly SameSite=Lax',
    ]);
    // b precedes a, so the cookie of a was last, and the mode of b first.
    expect(lineOf(migration, 'affinity', 'shop/a').note).toContain('it was persistent here as well');
    expect(lineOf(migration, 'affinity', 'shop/b').note).toContain('that of shop/a, which comes last');
  });

  test('on one host have one cookie', async () => {
    const migration = await migrated([
      { name: 'a', annotations: { affinity: 'cookie', 'session-cookie-name': 'a' } },
      { name: 'b', annotations: { affinity: 'cookie', 'session-cookie-name': 'b' }, paths: { '/b': 'web' } },
    ]);
    expect(migration.rules.map((rule) => rule.split(' | ')[2])).toEqual(['cookie a 0s path=/', 'cookie a 0s path=/b']);
    expect(lineOf(migration, 'session-cookie-name', 'shop/b').note).toBe('a on /b, that of shop/a');
  });

  test('have different affinities for different ports', async () => {
    const migration = await migrated([two[0] as object, { name: 'c', host: 'c.example.com', paths: { '/': 'other' } }]);
    expect(migration.rules).toContain('c.example.com / | other:80 | none');
  });
});
