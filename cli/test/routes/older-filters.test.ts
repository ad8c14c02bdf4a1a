import { lineOf, migrated } from '../support/ingress';

test.each([
  ['1.7', 301],
  ['1.8', 308],
])('a redirect to TLS on Envoy Gateway %s has %i', async (target, status) => {
  const migration = await migrated([{ tls: true }], { target });
  expect(migration.rules[1]).toBe(`web.example.com / | redirect https ${status}`);
  expect(migration.report.filter(({ subject }) => subject === 'redirect')).toHaveLength(status === 301 ? 1 : 0);
});

test.each([
  ['1.7', 'dropped', 'web.example.com / | web:80 | none'],
  ['1.8', 'near', 'web.example.com / | web:80 with CORS | none'],
])('CORS on Envoy Gateway %s is %s', async (target, verdict, rule) => {
  const annotations = { 'enable-cors': 'true', 'cors-max-age': '5' };
  const migration = await migrated([{ annotations }], { target });
  expect(migration.rules).toEqual([rule]);
  expect(lineOf(migration, 'enable-cors').verdict).toBe(verdict);
  expect(lineOf(migration, 'cors-max-age').verdict).toBe(verdict === 'dropped' ? 'dropped' : 'exact');
});
