import { Chart, Lazy, Testing } from 'cdk8s';
import { problemsOf, route } from '../chart';

const ALLOWED = 'a DNS label: 1 to 63 lower-case letters, digits and "-", with a letter or digit at both ends';

test.each([
  ['a name', { name: 'My__Shop' }, 'metadata.name: got "My__Shop"', 'write "my-shop"'],
  ['a name with a dot', { name: 'shop.v1' }, 'metadata.name: got "shop.v1"', 'write "shop-v1"'],
  ['a long name', { name: 'a'.repeat(64) }, `metadata.name: got "${'a'.repeat(64)}"`, `write "${'a'.repeat(63)}"`],
  [
    'a name that has to be cut at a dash',
    { name: `${'a'.repeat(62)}-b` },
    `metadata.name: got "${'a'.repeat(62)}-b"`,
    `write "${'a'.repeat(62)}"`,
  ],
  ['an empty name', { name: '' }, 'metadata.name: got ""', 'write such a name'],
  ['a namespace', { name: 'shop', namespace: '--Shop--' }, 'metadata.namespace: got "--Shop--"', 'write "shop"'],
])('%s that is no DNS label is refused with the corrected one', (_, metadata, property, remedy) => {
  expect(problemsOf({ metadata })).toEqual([`${property}; allowed: ${ALLOWED}; remedy: ${remedy}.`]);
});

test('a DNS label of 63 characters is taken', () => {
  expect(problemsOf({ metadata: { name: 'a'.repeat(63), namespace: 'a'.repeat(63) } })).toEqual([]);
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
  expect(validate('Shop')).toEqual([`metadata.namespace: got "Shop"; allowed: ${ALLOWED}; remedy: write "shop".`]);
  expect(validate('shop')).toEqual([]);
  expect(validate()).toEqual([]);
});

test('names that cdk8s resolves at synthesis come too late', () => {
  const late = Lazy.any({ produce: () => 'late' });
  expect(problemsOf({ metadata: { name: late, namespace: late } })).toEqual(
    ['metadata.name', 'metadata.namespace'].map(
      (property) =>
        `${property}: got {"producer":{}}; allowed: ${ALLOWED}; remedy: write the string itself, from which other names are made.`,
    ),
  );
});
