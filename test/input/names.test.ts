import * as fc from 'fast-check';
import { composedName, isDnsLabel, isDnsSubdomain, suffixedName } from '../../src/input/names';

test.each([
  ['a letter', 'a'],
  ['a hyphen within', 'a-b'],
  ['a digit', '0'],
  ['63 characters', 'a'.repeat(63)],
])('a name of %s is a DNS label', (_, name) => {
  expect(isDnsLabel(name)).toBe(true);
});

test.each([
  ['64 characters', 'a'.repeat(64)],
  ['no characters', ''],
  ['a hyphen at the start', '-a'],
  ['a hyphen at the end', 'a-'],
  ['a capital', 'A'],
  ['a dot', 'a.b'],
  ['a blank', 'a b'],
  ['a line break', 'a\n'],
])('a name of %s is no DNS label', (_, name) => {
  expect(isDnsLabel(name)).toBe(false);
});

test.each([
  ['several labels', 'a.b-c.0'],
  ['253 characters', 'a'.repeat(253)],
])('a name of %s is a DNS subdomain', (_, name) => {
  expect(isDnsSubdomain(name)).toBe(true);
});

test.each([
  ['254 characters', 'a'.repeat(254)],
  ['no characters', ''],
  ['an empty label', 'a..b'],
  ['a dot at the start', '.a'],
  ['a dot at the end', 'a.'],
  ['a hyphen before a dot', 'a-.b'],
  ['a hyphen after a dot', 'a.-b'],
  ['a capital', 'a.B'],
  ['a line break', 'a.b\n'],
])('a name of %s is no DNS subdomain', (_, name) => {
  expect(isDnsSubdomain(name)).toBe(false);
});

test('a composed name that Kubernetes accepts is kept', () => {
  for (const name of ['shop.v1-rule-a.b', `${'a'.repeat(251)}-1`]) {
    expect(composedName(name)).toBe(name);
  }
});

test('a composed name that is too long is cut, and gets a hash of the whole', () => {
  expect(composedName(`${'a'.repeat(252)}-1`)).toBe(`${'a'.repeat(244)}-afa3741e`);
  expect(composedName(`${'a'.repeat(252)}-2`)).toMatch(/^a{244}-[0-9a-f]{8}$/);
  expect(composedName(`${'a'.repeat(252)}-2`)).not.toBe(composedName(`${'a'.repeat(252)}-1`));
});

test('a composed name that is cut has no hyphen or dot before its hash', () => {
  expect(composedName(`a-b.${'c'.repeat(238)}-.${'d'.repeat(20)}`)).toMatch(/^a-b\.c{238}-[0-9a-f]{8}$/);
});

test('a name composed of DNS subdomains is one, and differs for another suffix', () => {
  const subdomain = fc
    .array(fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,90}[a-z0-9])?$/), { minLength: 1, maxLength: 4 })
    .map((labels) => labels.join('.'))
    .filter(isDnsSubdomain);
  fc.assert(
    fc.property(subdomain, subdomain, subdomain, (base, one, other) => {
      const names = [one, other].map((suffix) => composedName(`${base}-${suffix}`));
      expect(names.every(isDnsSubdomain)).toBe(true);
      expect(names[0] === names[1]).toBe(one === other);
    }),
  );
});

test('an empty suffix keeps a name, even one that Kubernetes does not accept', () => {
  expect(suffixedName('A', '')).toBe('A');
});

test('a suffix is added to a name, within its length', () => {
  expect(suffixedName('a', '-1')).toBe('a-1');
  expect(suffixedName('a'.repeat(252), '-1')).toBe(composedName(`${'a'.repeat(252)}-1`));
});
