import { lineOf, migrated, verdictOf } from '../support/ingress';

const PERSISTENT = { affinity: 'cookie', 'affinity-mode': 'persistent' };

const canary = (annotations: Record<string, string>, main: Record<string, string> = {}) =>
  migrated([
    { name: 'main', annotations: main },
    { name: 'canary', annotations: { canary: 'true', ...annotations }, paths: { '/': 'next' } },
  ]);

test.each([
  ['10', undefined, 90, 10],
  ['0', undefined, 100, 0],
  ['100', undefined, 0, 100],
  ['200', undefined, 0, 100],
  ['-5', undefined, 100, 0],
  ['5', '10', 95, 5],
  ['5', '1000', 995, 5],
  ['many', undefined, 100, 0],
])('a weight of %s of %s is %d to %d', async (weight, total, main, other) => {
  const { rules } = await canary({ 'canary-weight': weight, ...(total && { 'canary-weight-total': total }) });
  expect(rules).toEqual([`web.example.com / | web:80 ×${main} + next:80 ×${other} | none`]);
});

test('a header asks for always or never', async () => {
  expect((await canary({ 'canary-by-header': 'X-Next' })).rules).toEqual([
    'web.example.com / X-Next=always | next:80 | none',
    'web.example.com / X-Next=never | web:80 | none',
    'web.example.com / | web:80 | none',
  ]);
});

test('a header with a value asks for the value only', async () => {
  const migration = await canary({
    'canary-by-header': 'X-Next',
    'canary-by-header-value': 'yes',
    'canary-by-header-pattern': 'y.*',
  });
  expect(migration.rules).toEqual([
    'web.example.com / X-Next=yes | next:80 | none',
    'web.example.com / | web:80 | none',
  ]);
  expect(verdictOf(migration, 'canary-by-header-pattern', 'shop/canary')).toBe('no-op');
});

test.each([
  ['^v2', 'near', 'web.example.com / X-Next=.*(?:^v2).* | next:80 | none'],
  ['(?!v1)', 'dropped', 'web.example.com / | web:80 | none'],
])('a header with the pattern %s is %s', async (pattern, verdict, rule) => {
  const migration = await canary({ 'canary-by-header': 'X-Next', 'canary-by-header-pattern': pattern });
  expect(migration.rules[0]).toBe(rule);
  expect(verdictOf(migration, 'canary-by-header-pattern', 'shop/canary')).toBe(verdict);
});

test('a cookie comes after the header, the weight last', async () => {
  const { rules } = await canary({ 'canary-by-header': 'X', 'canary-by-cookie': 'next', 'canary-weight': '1' });
  expect(rules.map((rule) => rule.split(' | ').slice(0, 2).join(' | '))).toEqual([
    'web.example.com / X=always | next:80',
    'web.example.com / X=never | web:80',
    'web.example.com / Cookie=(?:.*; ?)?next=always(?:;.*)? | next:80',
    'web.example.com / Cookie=(?:.*; ?)?next=never(?:;.*)? | web:80',
    'web.example.com / | web:80 ×99 + next:80',
  ]);
});

test('a cookie beside a weight is lost under a pinned cookie, which is matched in the same header', async () => {
  const both = await canary({ 'canary-by-cookie': 'next', 'canary-weight': '1' }, PERSISTENT);
  expect(both.problems).toEqual([]);
  expect(both.rules).toHaveLength(2);
  expect(verdictOf(both, 'canary-by-cookie', 'shop/canary')).toBe('dropped');
  const alone = await canary({ 'canary-by-cookie': 'next' }, PERSISTENT);
  expect(alone.rules).toHaveLength(3);
  expect(verdictOf(alone, 'canary-by-cookie', 'shop/canary')).toBe('near');
});

test('has the stickiness of its main Ingress', async () => {
  const migration = await canary(
    { 'canary-weight': '10', affinity: 'cookie', 'session-cookie-name': 'other' },
    PERSISTENT,
  );
  expect(migration.rules[0]).toBe(
    'web.example.com / | web:80 ×90 + next:80 ×10 | session cookie INGRESSCOOKIE Path=/ HttpOnly SameSite=Lax',
  );
  expect(verdictOf(migration, 'affinity', 'shop/canary')).toBe('no-op');
  expect(lineOf(migration, 'canary-weight', 'shop/canary').note).toBe(
    'new sessions go by weight, and keep their version through later weights',
  );
});

test('loses a computed key, as Envoy chooses the backend before it has the key', async () => {
  const migration = await canary({ 'canary-weight': '10' }, { 'upstream-hash-by': '$arg_a$http_b' });
  expect(migration.rules).toEqual(['web.example.com / | web:80 ×90 + next:80 ×10 | none']);
  expect(verdictOf(migration, 'upstream-hash-by', 'shop/main')).toBe('dropped');
  expect(migration.hasLostStickiness).toBe(true);
});

test.each([
  ['legacy', 'near'],
  ['sticky', 'exact'],
])('%s sessions are %s', async (behaviour, verdict) => {
  const migration = await canary({ 'canary-weight': '10', 'affinity-canary-behavior': behaviour }, PERSISTENT);
  expect(verdictOf(migration, 'affinity-canary-behavior', 'shop/canary')).toBe(verdict);
});

test('hangs on its own path only, and the other paths of the Service are told', async () => {
  const migration = await migrated([
    { name: 'main', paths: { '/': 'web', '/api': 'web' } },
    { name: 'canary', annotations: { canary: 'true', 'canary-weight': '10' }, paths: { '/api': 'next' } },
  ]);
  expect(migration.rules).toEqual([
    'web.example.com / | web:80 | none',
    'web.example.com /api | web:80 ×90 + next:80 ×10 | none',
  ]);
  expect(verdictOf(migration, 'canary of web.example.com/', 'shop/main')).toBe('near');
});

test('of another path or type serves nothing', async () => {
  const migration = await migrated([
    { name: 'main' },
    { name: 'canary', annotations: { canary: 'true', 'canary-weight': '10' }, pathType: 'Exact' },
  ]);
  expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
  expect(verdictOf(migration, 'Ingress', 'shop/canary')).toBe('dropped');
  expect(lineOf(migration, 'canary', 'shop/canary').note).toBe('no main Ingress has web.example.com/ of type Exact');
});

test('comes first, if a Service has two', async () => {
  const next = (name: string) => ({
    name,
    annotations: { canary: 'true', 'canary-weight': '10' },
    paths: { '/': name },
  });
  const migration = await migrated([{ name: 'main' }, next('a'), next('b')]);
  expect(migration.rules).toEqual(['web.example.com / | web:80 ×90 + b:80 ×10 | none']);
  expect(lineOf(migration, 'canary', 'shop/a').note).toBe(
    'ingress-nginx takes one canary of Service web: that of shop/b',
  );
});

test('"false" makes an ordinary Ingress', async () => {
  const migration = await canary({ canary: 'false', 'canary-weight': '10' });
  expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
  expect(verdictOf(migration, 'canary-weight', 'shop/canary')).toBe('no-op');
});
