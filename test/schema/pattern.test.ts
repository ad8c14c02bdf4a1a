import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { describePattern, matchesPattern, suggestion } from '../../src/schema/pattern';

const LABEL = SCHEMA.HTTPRoute?.fields?.parentRefs?.items?.fields?.namespace?.pattern as string;
const SUBDOMAIN = SCHEMA.HTTPRoute?.fields?.parentRefs?.items?.fields?.sectionName?.pattern as string;
const HOSTNAME = SCHEMA.HTTPRoute?.fields?.hostnames?.items?.pattern as string;
const DURATION = SCHEMA.HTTPRoute?.fields?.rules?.items?.fields?.timeouts?.fields?.request?.pattern as string;
const HEADER_VALUE = SCHEMA.HTTPRoute?.fields?.rules?.items?.fields?.matches?.items?.fields?.headers?.items?.fields
  ?.value?.pattern as string;
const COMMON = [LABEL, SUBDOMAIN, HOSTNAME, DURATION];

test('the patterns that authors meet most are described in words, each in others', () => {
  const descriptions = COMMON.map(describePattern);
  expect(new Set(descriptions).size).toBe(COMMON.length);
  for (const description of descriptions) {
    expect(description).toMatch(/^[^^]+$/);
  }
});

test('any other pattern is described by itself', () => {
  expect(describePattern('^[A-C]+$')).toContain('^[A-C]+$');
});

test('a pattern matches again and again, and another one of the same text does, too', () => {
  expect(['a', 'b', 'a'].map((value) => matchesPattern('^a$', value))).toEqual([true, false, true]);
  expect(matchesPattern('^b$', 'b')).toBe(true);
});

test.each([
  ['a blank before the unit', DURATION, '10 s', '10s'],
  ['blanks around it', HOSTNAME, ' shop.example.com\t', 'shop.example.com'],
  ['capitals', HOSTNAME, 'Shop.Example.com', 'shop.example.com'],
  ['blanks around allowed capitals', '^[A-Z]+$', ' ABC ', 'ABC'],
  ['capitals beside marks', '^[a-z_]+$', 'A_B', 'a_b'],
  ['blanks and capitals', LABEL, ' My-Service ', 'my-service'],
  ['a wildcard', HOSTNAME, '*.Shop.com', '*.shop.com'],
])('a value with %s is corrected (%s)', (_, pattern, value, corrected) => {
  expect(suggestion(pattern, value)).toBe(`write ${JSON.stringify(corrected)}`);
});

test.each([
  ['-', LABEL],
  ['', LABEL],
  [' ', '^ *$'],
  ['My  Service_1', LABEL],
  ['*.my_shop.com', HOSTNAME],
  ['PT10S', DURATION],
])('no value is suggested for %j, which blanks and capitals do not explain (%s)', (value, pattern) => {
  expect(suggestion(pattern, value)).toBeUndefined();
});

test('any suggested value matches the pattern', () => {
  fc.assert(
    fc.property(fc.constantFrom(...COMMON), fc.string(), (pattern, value) => {
      const [, suggested] = /^write (".*")$/.exec(suggestion(pattern, value) ?? '') ?? [];
      return suggested === undefined || matchesPattern(pattern, JSON.parse(suggested));
    }),
  );
});

test('the linear pattern of header values accepts what that of the CRD does', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '!', ' ', '\t', 'ä', '\n'), maxLength: 8 }), (value) => {
      expect(matchesPattern(HEADER_VALUE, value)).toBe(new RegExp(HEADER_VALUE).test(value));
    }),
  );
});

test.each([...new Set(patternsOf({ fields: SCHEMA }))])(
  'the pattern %s is read in time, whatever the text',
  (pattern) => {
    const hostile = ['a', '0', '0s', 'a.', 'a-', '-', ' a', '%2F', 'http://a.'].flatMap((part) =>
      ['', '!', '  a', '\n', 'é'].map((end) => part.repeat(4096) + end),
    );
    const read = () => hostile.map((value) => matchesPattern(pattern, value));
    // Only a time limit of V8 itself ends a regular expression.
    expect(runInNewContext('read()', { read }, { timeout: 10_000 })).toHaveLength(hostile.length);
  },
);

function patternsOf({ pattern, fields = {}, items, values }: Field): string[] {
  const others = [...Object.values(fields), items, values].flatMap((field) => (field ? patternsOf(field) : []));
  return pattern === undefined ? others : [pattern, ...others];
}
