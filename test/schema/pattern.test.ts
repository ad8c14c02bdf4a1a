import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { describePattern, matchesPattern, suggestion } from '../../src/schema/pattern';

const LABEL = SCHEMA.HTTPRoute?.fields?.parentRefs?.items?.fields?.namespace?.pattern as string;
const SUBDOMAIN = SCHEMA.HTTPRoute?.fields?.parentRefs?.items?.fields?.sectionName?.pattern as string;
const HOSTNAME = SCHEMA.HTTPRoute?.fields?.hostnames?.items?.pattern as string;
const DURATION = SCHEMA.HTTPRoute?.fields?.rules?.items?.fields?.timeouts?.fields?.request?.pattern as string;

test.each([
  [LABEL, 'lower-case letters, digits and "-", with a letter or digit at both ends'],
  [SUBDOMAIN, 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends'],
  [HOSTNAME, 'a lower-case DNS name, which may begin with "*."'],
  [DURATION, 'a Gateway API duration: up to four numbers of at most 5 digits, each with h, m, s or ms'],
  ['^[A-C]+$', 'what matches ^[A-C]+$'],
])('%s in words', (pattern, words) => {
  expect(describePattern(pattern)).toBe(words);
});

test('a pattern matches again and again, and another one of the same text does, too', () => {
  expect(['a', 'b', 'a'].map((value) => matchesPattern('^a$', value))).toEqual([true, false, true]);
  expect(matchesPattern('^b$', 'b')).toBe(true);
});

test('a pattern is compiled once, as every rule of every route meets the same ones', () => {
  const compile = jest.spyOn(globalThis, 'RegExp');
  try {
    matchesPattern('^once$', 'once');
    matchesPattern('^once$', 'twice');
    expect(compile.mock.calls).toEqual([['^once$', '']]);
  } finally {
    compile.mockRestore();
  }
});

test.each([
  ['blanks around it', HOSTNAME, ' shop.example.com\t', 'write "shop.example.com"'],
  ['capitals', HOSTNAME, 'Shop.Example.com', 'write "shop.example.com"'],
  ['capitals where they are allowed', '^[A-Z]+$', ' ABC ', 'write "ABC"'],
  ['capitals beside marks', '^[a-z_]+$', 'A_B', 'write "a_b"'],
  ['other characters', LABEL, 'My  Service_1', 'write "my-service-1"'],
  ['a wildcard', HOSTNAME, '*.My_Shop.com', 'write "*.my-shop.com"'],
  ['nothing that helps', LABEL, '-', 'write a value of the allowed form'],
])('%s: the corrected value is suggested', (_, pattern, value, text) => {
  expect(suggestion(pattern, value)).toBe(text);
});

test('what is suggested matches', () => {
  fc.assert(
    fc.property(fc.constantFrom(LABEL, SUBDOMAIN, HOSTNAME, DURATION), fc.string(), (pattern, value) => {
      const [, suggested] = /^write (".*")$/.exec(suggestion(pattern, value)) ?? [];
      return suggested === undefined || matchesPattern(pattern, JSON.parse(suggested));
    }),
  );
});

const VALUE = SCHEMA.HTTPRoute?.fields?.rules?.items?.fields?.matches?.items?.fields?.headers?.items?.fields?.value;
const HEADER_VALUE = '^[!-~]+([\\t ]?[!-~]+)*$';

test('the values of headers are those of the CRD', () => {
  expect(VALUE?.maxLength).toBe(4096);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '!', ' ', '\t', 'ä', '\n'), maxLength: 8 }), (value) => {
      expect(matchesPattern(HEADER_VALUE, value)).toBe(new RegExp(HEADER_VALUE).test(value));
    }),
  );
});

test.each([...new Set(patternsOf({ fields: SCHEMA }))])('%s is not read for ever', (pattern) => {
  const hostile = ['a', '0', '0s', 'a.', 'a-', '-', ' a', '%2F', 'http://a.'].flatMap((part) =>
    ['', '!', '  a', '\n', 'é'].map((end) => part.repeat(4096) + end),
  );
  const read = () => hostile.map((value) => matchesPattern(pattern, value));
  // Only a time limit of V8 itself ends a regular expression.
  expect(runInNewContext('read()', { read }, { timeout: 10_000 })).toHaveLength(hostile.length);
});

function patternsOf({ pattern, fields = {}, items, values }: Field): string[] {
  const others = [...Object.values(fields), items, values].flatMap((field) => (field ? patternsOf(field) : []));
  return pattern === undefined ? others : [pattern, ...others];
}
