import { PREFIX } from 'cdk8s-sticky-gateway-route/command';
import fc from 'fast-check';
import { migrateIngress } from '../src';
import { RULES } from '../src/annotations/rules';
import { ingress } from './support/ingress';

const VALUES = [
  'true',
  'false',
  'cookie',
  'persistent',
  'balanced',
  'legacy',
  '0',
  '5',
  '3600',
  '-1',
  '/',
  '/$2',
  '/app',
  'X-User',
  '$http_x_user$arg_room',
  '$cookie_a$remote_addr',
  '$http_mcp_session_id',
  'None',
  'HTTPS',
  'GRPC',
  'https://www.example.com/new',
  'add_header X-A "b"; deny all;',
  'a.example.net',
  '',
];
const NAMES = [...RULES.map(({ name }) => name), 'session-cookie-hash', 'no-such-annotation'];
const PATHS = ['/', '/app', '/app/', '/app(/|$)(.*)', '/v[0-9]+/users'];

const annotations = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...VALUES) }, { weight: 1, arbitrary: fc.string() }),
  { maxKeys: 12 },
);
const options = fc.record({
  name: fc.constantFrom('a', 'b', 'a-redirect', 'a-sessions'),
  host: fc.constantFrom('', 'web.example.com', '*.example.com'),
  tls: fc.boolean(),
  pathType: fc.constantFrom('Prefix', 'Exact', 'ImplementationSpecific'),
  paths: fc.dictionary(fc.constantFrom(...PATHS), fc.constantFrom('web', 'api'), { minKeys: 1 }),
  annotations,
});
const PERSISTENT = { affinity: 'cookie', 'affinity-mode': 'persistent' };
const COOKIE = { affinity: 'cookie' };

/** A main Ingress and its canary, which random Ingresses rarely are. */
const withCanary = fc
  .tuple(
    fc.constantFrom<Record<string, string>>({}, COOKIE, PERSISTENT, { 'upstream-hash-by': '$arg_a$http_b' }),
    fc.subarray(['canary-weight', 'canary-by-header', 'canary-by-cookie', 'canary-by-header-pattern']),
    annotations,
    fc.constantFrom(...PATHS),
  )
  .map(([main, names, others, path]) => [
    { name: 'a', annotations: { ...others, ...main, canary: 'false' }, paths: { [path]: 'web', '/': 'web' } },
    {
      name: 'b',
      annotations: { ...Object.fromEntries(names.map((name) => [name, '5'])), canary: 'true' },
      paths: { [path]: 'next' },
    },
  ]);
const several = fc.oneof(
  withCanary,
  fc.uniqueArray(options, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
);

test('every annotation has exactly one verdict, of those that its rule names', async () => {
  await fc.assert(
    fc.asyncProperty(several, async (ingresses) => {
      const { report } = await migrateIngress(ingresses.map(ingress));
      for (const { name, annotations: given } of ingresses) {
        const lines = report.filter((line) => line.ingress === `shop/${name}` && line.value !== undefined);
        const expected = Object.keys(given).map((key) => PREFIX + key);
        expect(lines.map(({ subject }) => subject).sort()).toEqual(expected.sort());
        const notNamed = lines.filter(({ subject, verdict, note }) => {
          const rule = RULES.find((each) => PREFIX + each.name === subject);
          return rule && !rule.verdicts.includes(verdict) && !note.startsWith('the Ingress is not migrated');
        });
        expect(notNamed).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('whatever an Ingress has, the objects that are written pass the checks and have names of their own', async () => {
  await fc.assert(
    fc.asyncProperty(several, async (ingresses) => {
      const { objects, problems } = await migrateIngress(ingresses.map(ingress));
      expect(problems).toEqual([]);
      const names = objects.map(({ kind, metadata }) => `${kind} ${(metadata as { name: string }).name}`);
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 300 },
  );
}, 120_000);
