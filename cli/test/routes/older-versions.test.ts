import { CORPUS, migrateCorpus } from '../support/corpus';
import { lineOf, migrated, verdictOf } from '../support/ingress';

test.each(['1.6', '1.7', '1.8', '1.9'])(
  'all manifests of the corpus can be migrated to Envoy Gateway %s',
  async (target) => {
    const migrations = await Promise.all(CORPUS.map((name) => migrateCorpus(name, { target })));
    expect(migrations.flatMap(({ problems }) => problems)).toEqual([]);
  },
);

const canary = (annotations: Record<string, string>, target: string) =>
  migrated(
    [
      { name: 'main', annotations, tls: true },
      { name: 'canary', annotations: { canary: 'true', 'canary-weight': '10' }, paths: { '/': 'next' } },
    ],
    { target },
  );

test('a balanced cookie is persistent where there are weights, before 1.9', async () => {
  const annotations = {
    affinity: 'cookie',
    'session-cookie-max-age': '60',
    'session-cookie-domain': 'example.com',
    'session-cookie-samesite': 'Strict',
  };
  const before = await canary(annotations, '1.8');
  expect(before.rules[0]).toBe(
    'web.example.com / | web:80 ×90 + next:80 ×10 | session cookie INGRESSCOOKIE Path=/ Domain=example.com Max-Age=60 Secure HttpOnly SameSite=Strict',
  );
  expect(lineOf(before, 'affinity', 'shop/main').note).toContain('persistent where there are weights');
  const from = await canary(annotations, '1.9');
  expect(from.rules[0]).toContain('| cookie INGRESSCOOKIE 60s domain=example.com path=/ samesite=Strict secure');
});

test.each([
  ['1.8', 'none', 'dropped'],
  ['1.9', 'header X-User', 'near'],
])('on %s a hash under weights is %s', async (target, stickiness, verdict) => {
  const migration = await canary({ 'upstream-hash-by': '$http_x_user' }, target);
  expect(migration.rules[0]).toBe(`web.example.com / | web:80 ×90 + next:80 ×10 | ${stickiness}`);
  expect(verdictOf(migration, 'upstream-hash-by', 'shop/main')).toBe(verdict);
});

test.each([
  ['1.6', 'none', 'dropped'],
  ['1.7', 'arguments room', 'near'],
])('on %s a hash of arguments is %s', async (target, stickiness, verdict) => {
  const migration = await migrated([{ annotations: { 'upstream-hash-by': '$arg_room' } }], { target });
  expect(migration.rules).toEqual([`web.example.com / | web:80 | ${stickiness}`]);
  expect(verdictOf(migration, 'upstream-hash-by')).toBe(verdict);
});

test.each([
  ['1.6', 'near'],
  ['1.7', 'exact'],
])('on %s service-upstream is %s', async (target, verdict) => {
  const migration = await migrated([{ annotations: { 'service-upstream': 'true' } }], { target });
  expect(verdictOf(migration, 'service-upstream')).toBe(verdict);
});
