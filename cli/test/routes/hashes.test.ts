import { lineOf, migrated, verdictOf } from '../support/ingress';

const hash = (value: string, more: Record<string, string> = {}) =>
  migrated([{ annotations: { 'upstream-hash-by': value, ...more } }]);

test.each([
  ['$http_x_user', 'header X-User', 'near'],
  ['$host', 'header :authority', 'exact'],
  ['$request_uri', 'header :path', 'near'],
  ['$uri', 'header :path', 'near'],
  ['$http_x_user$http_x_tenant', 'headers X-User X-Tenant', 'near'],
  ['$arg_room', 'arguments room', 'near'],
  ['$arg_a$arg_b', 'arguments a b', 'near'],
  ['$cookie_user', 'passive cookie user', 'near'],
  ['$remote_addr', 'address', 'near'],
  ['$binary_remote_addr', 'address', 'near'],
  ['$http_mcp_session_id', 'session of x-envoy-max-retries', 'near'],
  ['prefix-$http_x_user', 'header X-User', 'near'],
])('%s is %s', async (value, stickiness, verdict) => {
  const migration = await hash(value);
  expect(migration.rules).toEqual([`web.example.com / | web:80 | ${stickiness}`]);
  expect(verdictOf(migration, 'upstream-hash-by')).toBe(verdict);
  expect(migration.hasLostStickiness).toBe(false);
});

test('a mixture of kinds is a computed key, and its cost is told', async () => {
  const migration = await hash('$cookie_a$arg_b');
  expect(migration.rules[0]).toMatch(/ \| header x-envoy-/);
  expect(lineOf(migration, 'upstream-hash-by').note).toContain('a filter computes the key of several kinds');
});

test.each([
  ['$ssl_session_id', '$ssl_session_id has no equal'],
  ['$client_ip', 'Stickiness.sourceIp() with clientIPDetection'],
  ['ip_hash', 'a constant key sent everything to one pod of Service web'],
  ['$server_name', 'a constant key sent everything to one pod of Service web'],
])('%s is lost', async (value, note) => {
  const migration = await hash(value);
  expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
  expect(lineOf(migration, 'upstream-hash-by')).toMatchObject({ verdict: 'dropped' });
  expect(lineOf(migration, 'upstream-hash-by').note).toContain(note);
  expect(migration.hasLostStickiness).toBe(true);
});

test.each(['$request_id', '$http_x_request_id', '$http_x_user$msec'])(
  '%s kept nobody on a pod, and does not now',
  async (value) => {
    const migration = await hash(value);
    expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
    expect(lineOf(migration, 'upstream-hash-by').note).toContain('differs from request to request');
    expect(migration.hasLostStickiness).toBe(false);
  },
);

test('a value for which ingress-nginx refuses the Ingress is told', async () => {
  const migration = await hash('$http_x_user;');
  expect(verdictOf(migration, 'Ingress')).toBe('near');
});

test('a subset is lost, the hash is kept', async () => {
  const migration = await hash('$http_x_user', { 'upstream-hash-by-subset': 'true' });
  expect(migration.rules).toEqual(['web.example.com / | web:80 | header X-User']);
  expect(migration.hasLostStickiness).toBe(true);
});

test('a cookie that servers name is told as a warning of the construct', async () => {
  const migration = await hash('$cookie_JSESSIONID');
  expect(lineOf(migration, 'warning')).toMatchObject({ area: 'stickiness', verdict: 'near' });
  expect(lineOf(migration, 'warning').note).toContain('a hash of it loses most sessions');
});

test('an affinity precedes a hash, which precedes a load balancer', async () => {
  const all = { affinity: 'cookie', 'load-balance': 'round_robin' };
  const migration = await hash('$http_x_user', all);
  expect(migration.rules).toEqual(['web.example.com / | web:80 | cookie INGRESSCOOKIE 0s path=/']);
  expect(verdictOf(migration, 'upstream-hash-by')).toBe('no-op');
  expect(verdictOf(migration, 'load-balance')).toBe('no-op');
  expect(verdictOf(await hash('$http_x_user', { 'load-balance': 'ewma' }), 'load-balance')).toBe('no-op');
});

test('load balancers without stickiness', async () => {
  const roundRobin = await migrated([{ annotations: { 'load-balance': 'round_robin' } }]);
  expect(JSON.stringify(roundRobin.objects[1])).toContain('"loadBalancer":{"type":"RoundRobin"}');
  expect(verdictOf(roundRobin, 'load-balance')).toBe('exact');
  expect(verdictOf(await migrated([{ annotations: { 'load-balance': 'ewma' } }]), 'load-balance')).toBe('near');
  const refused = await migrated([{ annotations: { 'load-balance': 'ip_hash' } }]);
  expect(lineOf(refused, 'load-balance').note).toContain('Stickiness.sourceIp() is what was meant');
});

test('service-upstream without stickiness routes to the Service, with it to the pods', async () => {
  const without = await migrated([{ annotations: { 'service-upstream': 'true' } }]);
  expect(JSON.stringify(without.objects[1])).toContain('"routingType":"Service"');
  const both = await hash('$http_x_user', { 'service-upstream': 'true' });
  expect(JSON.stringify(both.objects)).not.toContain('routingType');
  expect(verdictOf(both, 'service-upstream')).toBe('near');
});
