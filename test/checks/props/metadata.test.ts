import { Chart, Lazy, Testing } from 'cdk8s';
import { problemsOf, route } from '../../support/chart';

const SUBDOMAIN =
  '1 to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends and beside each "."';
const LABEL = '1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends';

test.each([
  ['My__Shop', 'write "my-shop"'],
  ['Shop.v1', 'write "shop.v1"'],
  ['.shop.', 'write "shop"'],
  ['a..b', 'write such a name'],
  ['', 'write such a name'],
])('the name %j is refused with the corrected one', (name, remedy) => {
  expect(problemsOf({ metadata: { name } })).toEqual([
    `metadata.name: got "${name}"; allowed: ${SUBDOMAIN}; remedy: ${remedy}.`,
  ]);
});

test.each([
  ['a'.repeat(254), 'a'.repeat(253)],
  [`${'a'.repeat(252)}-b`, 'a'.repeat(252)],
])('a name that is too long is refused with a shorter one', (name, corrected) => {
  expect(problemsOf({ metadata: { name } })).toEqual([expect.stringContaining(`remedy: write "${corrected}".`)]);
});

test.each([
  ['--Shop--', 'write "shop"'],
  ['shop.v1', 'write "shop-v1"'],
  ['a'.repeat(64), `write "${'a'.repeat(63)}"`],
])('the namespace %j is refused with the corrected one', (namespace, remedy) => {
  expect(problemsOf({ metadata: { name: 'shop', namespace } })).toEqual([
    `metadata.namespace: got "${namespace}"; allowed: ${LABEL}; remedy: ${remedy}.`,
  ]);
});

test('the longest names are taken', () => {
  expect(problemsOf({ metadata: { name: 'a'.repeat(253), namespace: 'a'.repeat(63) } })).toEqual([]);
  expect(problemsOf({ metadata: { name: 'shop.v1' } })).toEqual([]);
});

test('a name that the chart makes is checked, too', () => {
  class Shouting extends Chart {
    public override generateObjectName(): string {
      return 'SHOUT';
    }
  }
  const chart = new Shouting(Testing.app(), 'test');
  route({}, chart);
  expect(() => Testing.synth(chart)).toThrow('[test/route] metadata.name: got "SHOUT"');
});

test('the namespace of the chart is checked, too', () => {
  const validate = (namespace?: string) => route({}, new Chart(Testing.app(), 'test', { namespace })).node.validate();
  expect(validate('Shop')).toEqual([`metadata.namespace: got "Shop"; allowed: ${LABEL}; remedy: write "shop".`]);
  expect(validate('shop')).toEqual([]);
  expect(validate()).toEqual([]);
});

test('names that cdk8s resolves at synthesis come too late', () => {
  const late = Lazy.any({ produce: () => 'late' });
  const remedy = 'write the string itself, from which other names are made';
  expect(problemsOf({ metadata: { name: late, namespace: late } })).toEqual([
    `metadata.name: got {"producer":{}}; allowed: ${SUBDOMAIN}; remedy: ${remedy}.`,
    `metadata.namespace: got {"producer":{}}; allowed: ${LABEL}; remedy: ${remedy}.`,
  ]);
});
