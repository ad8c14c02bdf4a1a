import type { MigrateOptions } from '../../src';
import { type IngressOptions, lineOf, migrated } from '../support/ingress';

const on = (target: string, ...ingresses: IngressOptions[]) => migrated(ingresses, { target } satisfies MigrateOptions);
const canary = { name: 'canary', annotations: { canary: 'true', 'canary-weight': '10' }, paths: { '/': 'new' } };

test.each([
  ['1.8', 'dropped', 'web.example.com / | web:80 ×90 + new:80 ×10 | none'],
  ['1.9', 'near', 'web.example.com / | web:80 ×90 + new:80 ×10 | header X-User'],
])('a hash with weights on Envoy Gateway %s is %s', async (target, verdict, rule) => {
  const migration = await on(target, { annotations: { 'upstream-hash-by': '$http_x_user' } }, canary);
  expect(migration.rules).toEqual([rule]);
  expect(lineOf(migration, 'upstream-hash-by').verdict).toBe(verdict);
  expect(migration.hasLostStickiness).toBe(verdict === 'dropped');
});

test('a canary with all or no weight needs no weights', async () => {
  const all = { ...canary, annotations: { canary: 'true', 'canary-weight': '100' } };
  const migration = await on('1.8', { annotations: { affinity: 'cookie' } }, all);
  expect(lineOf(migration, 'affinity').verdict).toBe('near');
});

test('a session cookie keeps its weights on every Envoy Gateway', async () => {
  const annotations = { affinity: 'cookie', 'affinity-mode': 'persistent' };
  expect(lineOf(await on('1.6', { annotations }, canary), 'affinity').verdict).toBe('near');
});

test.each([
  ['1.6', 'dropped'],
  ['1.7', 'near'],
])('a hash of an argument on Envoy Gateway %s is %s', async (target, verdict) => {
  const migration = await on(target, { annotations: { 'upstream-hash-by': '$arg_room' } });
  expect(lineOf(migration, 'upstream-hash-by').verdict).toBe(verdict);
});

test.each([
  ['1.7', 301],
  ['1.8', 308],
])('a redirect to TLS on Envoy Gateway %s has %i', async (target, status) => {
  const migration = await on(target, { tls: true });
  expect(migration.rules[1]).toBe(`web.example.com / | redirect https ${status}`);
  expect(migration.report.filter(({ subject }) => subject === 'redirect')).toHaveLength(status === 301 ? 1 : 0);
});

test.each([
  ['1.7', 'dropped', 'web.example.com / | web:80 | none'],
  ['1.8', 'near', 'web.example.com / | web:80 with CORS | none'],
])('CORS on Envoy Gateway %s is %s', async (target, verdict, rule) => {
  const migration = await on(target, { annotations: { 'enable-cors': 'true', 'cors-max-age': '5' } });
  expect(migration.rules).toEqual([rule]);
  expect(lineOf(migration, 'enable-cors').verdict).toBe(verdict);
  expect(lineOf(migration, 'cors-max-age').verdict).toBe(verdict === 'dropped' ? 'dropped' : 'exact');
});

test.each([
  ['1.6', 'near'],
  ['1.7', 'exact'],
])('service-upstream on Envoy Gateway %s is %s', async (target, verdict) => {
  const migration = await on(target, { annotations: { 'service-upstream': 'true' } });
  expect(lineOf(migration, 'service-upstream').verdict).toBe(verdict);
  expect(JSON.stringify(migration.objects).includes('"routingType":"Service"')).toBe(verdict === 'exact');
});
