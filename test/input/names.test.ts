import * as fc from 'fast-check';
import { isDnsLabel, isDnsSubdomain, madeName } from '../../src/input/names';

test.each([
  ['a', true],
  ['a-b', true],
  ['0', true],
  ['a'.repeat(63), true],
  ['a'.repeat(64), false],
  ['', false],
  ['-a', false],
  ['a-', false],
  ['A', false],
  ['a.b', false],
  ['a b', false],
  ['a\n', false],
])('%j is a DNS label: %p', (name, expected) => {
  expect(isDnsLabel(name)).toBe(expected);
});

test.each([
  ['a.b-c.0', true],
  ['a'.repeat(253), true],
  ['a'.repeat(254), false],
  ['', false],
  ['a..b', false],
  ['.a', false],
  ['a-.b', false],
  ['a.B', false],
])('%j is a DNS subdomain: %p', (name, expected) => {
  expect(isDnsSubdomain(name)).toBe(expected);
});

test('a name that Kubernetes takes stays', () => {
  expect(madeName('shop.v1-rule-a.b')).toBe('shop.v1-rule-a.b');
  expect(madeName(`${'a'.repeat(251)}-1`)).toBe(`${'a'.repeat(251)}-1`);
});

test('a longer one is cut, and gets a hash of the whole', () => {
  expect(madeName(`${'a'.repeat(252)}-1`)).toBe(`${'a'.repeat(244)}-afa3741e`);
  expect(madeName(`${'a'.repeat(252)}-2`)).toMatch(/^a{244}-[0-9a-f]{8}$/);
  expect(madeName(`${'a'.repeat(252)}-2`)).not.toBe(madeName(`${'a'.repeat(252)}-1`));
});

test('the head has no dash or dot at its end, and keeps those within', () => {
  expect(madeName(`a-b.${'c'.repeat(238)}-.${'d'.repeat(20)}`)).toMatch(/^a-b\.c{238}-[0-9a-f]{8}$/);
});

test('what is made of DNS subdomains is one, and another one for another suffix', () => {
  const subdomain = fc
    .array(fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,90}[a-z0-9])?$/), { minLength: 1, maxLength: 4 })
    .map((labels) => labels.join('.'))
    .filter(isDnsSubdomain);
  fc.assert(
    fc.property(subdomain, subdomain, subdomain, (base, one, other) => {
      const names = [one, other].map((suffix) => madeName(`${base}-${suffix}`));
      expect(names.every(isDnsSubdomain)).toBe(true);
      expect(names[0] === names[1]).toBe(one === other);
    }),
  );
});
