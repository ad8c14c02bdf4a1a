import { lineOf, migrated, verdictOf } from '../support/ingress';

const ofPaths = async (...paths: string[]) => {
  const services = Object.fromEntries(paths.map((path, i) => [path, `s${i}`]));
  return (await migrated([{ paths: services, annotations: { 'use-regex': 'true' } }])).rules;
};

describe('a host with use-regex', () => {
  test('is all prefixes, if these take the same requests', async () => {
    expect(await ofPaths('/a(/|$)(.*)', '/')).toEqual([
      'web.example.com /a | s0:80 | none',
      'web.example.com / | s1:80 | none',
    ]);
  });

  test('is all regular expressions, if one of them is', async () => {
    expect(await ofPaths('/v[0-9]+', '/')).toEqual([
      'web.example.com ~(?i)/v[0-9]+.* | s0:80 | none',
      'web.example.com ~(?i)/.* | s1:80 | none',
    ]);
  });

  test('is all regular expressions, if a Gateway would ask the prefixes in another order', async () => {
    // nginx asks the longer text first, which is the shorter prefix.
    expect(await ofPaths('/a(/|$)(.*)', '/a/bcdef')).toEqual(
      ['web.example.com ~(?i)/a(/|$)(.*) | s0:80 | none', 'web.example.com ~(?i)/a/bcdef.* | s1:80 | none'].map(
        (rule) => rule.replace('(.*) |', '(.*).* |'),
      ),
    );
  });

  test('keeps the order of the lengths, with the same end for all', async () => {
    const rules = await ofPaths('/a/.*', '/a/b', '/[x]');
    const lengths = rules.map((rule) => /~(\S+)/.exec(rule)?.[1]?.length);
    expect(rules[0]).toBe('web.example.com ~(?i)/a/.*.* | s0:80 | none');
    expect(lengths).toEqual([11, 10, 10]);
  });

  test('has no end of its own, if all paths have one', async () => {
    expect(await ofPaths('/[a-c].*', '/x$')).toEqual([
      'web.example.com ~(?i)/[a-c].* | s0:80 | none',
      'web.example.com ~(?i)/x$ | s1:80 | none',
    ]);
  });

  test('loses a path that RE2 cannot read, and says so', async () => {
    const migration = await migrated([{ paths: { '/(?!a).*': 'a', '/b': 'b' }, annotations: { 'use-regex': 'true' } }]);
    expect(migration.rules).toEqual(['web.example.com ~(?i)/b.* | b:80 | none']);
    expect(lineOf(migration, 'path web.example.com/(?!a).*')).toMatchObject({
      verdict: 'dropped',
      note: '"(?!" is no part of RE2, the regular expressions of Envoy',
    });
  });
});

test.each([
  ['Prefix', '/app', 'web.example.com /app', undefined],
  ['Exact', '/app', 'web.example.com =/app', undefined],
  ['ImplementationSpecific', '/app', 'web.example.com /app', 'near'],
  ['ImplementationSpecific', '/', 'web.example.com /', undefined],
])('without it a path of type %s, %s, is %s', async (pathType, path, match, verdict) => {
  const migration = await migrated([{ paths: { [path]: 'web' }, pathType }]);
  expect(migration.rules).toEqual([`${match} | web:80 | none`]);
  const lines = migration.report.filter(({ subject }) => subject === `path web.example.com${path}`);
  expect(lines.map((line) => line.verdict)).toEqual(verdict ? [verdict] : []);
});

test('a path that nothing makes a regular expression served no request', async () => {
  const migration = await migrated([{ paths: { '/app(/|$)(.*)': 'app', '/': 'web' } }]);
  expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
  expect(lineOf(migration, 'path web.example.com/app(/|$)(.*)').note).toBe(
    'no use-regex or rewrite-target makes it a regular expression, and no request has such a path',
  );
});

describe('two Ingresses of one path', () => {
  test('the oldest has it', async () => {
    const migration = await migrated([
      { name: 'new', paths: { '/': 'new' }, created: '2024-02-01T00:00:00Z' },
      { name: 'old', paths: { '/': 'old' }, created: '2024-01-01T00:00:00Z' },
    ]);
    expect(migration.rules).toEqual(['web.example.com / | old:80 | none']);
    expect(lineOf(migration, 'path web.example.com/', 'shop/new').note).toBe(
      'ingress-nginx serves that of shop/old, which comes first',
    );
  });

  test('of the same age the last by name has it', async () => {
    const migration = await migrated([
      { name: 'a', paths: { '/': 'a' } },
      { name: 'b', paths: { '/': 'b' } },
    ]);
    expect(migration.rules).toEqual(['web.example.com / | b:80 | none']);
  });

  test('its affinity still counts for the Service of the other', async () => {
    const migration = await migrated([{ name: 'a', annotations: { affinity: 'cookie' } }, { name: 'b' }]);
    expect(migration.rules).toEqual(['web.example.com / | web:80 | none']);
    expect(verdictOf(migration, 'affinity', 'shop/a')).toBe('no-op');
    expect(lineOf(migration, 'stickiness of web.example.com/', 'shop/b').note).toContain(
      'honoured the cookie of shop/a',
    );
  });
});
