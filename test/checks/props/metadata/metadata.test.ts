import { App, Chart, Lazy } from 'cdk8s';
import { route } from '../../../support/chart';
import { errorsOf, errorsOfApp, messagesOf } from '../../../support/findings';

const corrected = (name: string) => ({ remedy: expect.stringContaining(JSON.stringify(name)) });

test.each([
  ['capitals and underscores', 'My__Shop', 'my-shop'],
  ['a capital and a dot', 'Shop.v1', 'shop.v1'],
  ['dots at both ends', '..shop..', 'shop'],
  ['254 characters', 'a'.repeat(254), 'a'.repeat(253)],
  ['254 characters and a hyphen', `${'a'.repeat(252)}-b`, 'a'.repeat(252)],
])('a name with %s is an error with a correction', (_, name, correction) => {
  expect(messagesOf({ metadata: { name } })).toMatchObject([
    { id: 'object-name', property: 'metadata.name', ...corrected(correction) },
  ]);
});

test.each(['a..b', ''])('the name %j is an error without a correction', (name) => {
  expect(messagesOf({ metadata: { name } })).toMatchObject([
    { id: 'object-name', property: 'metadata.name', remedy: expect.not.stringContaining('"') },
  ]);
});

test.each([
  ['hyphens at both ends', '--Shop--', 'shop'],
  ['a dot', 'shop.v1', 'shop-v1'],
  ['64 characters', 'a'.repeat(64), 'a'.repeat(63)],
])('a namespace with %s is an error with a correction', (_, namespace, correction) => {
  expect(messagesOf({ metadata: { name: 'shop', namespace } })).toMatchObject([
    { id: 'object-name', property: 'metadata.namespace', ...corrected(correction) },
  ]);
});

test('names of 253 characters and namespaces of 63 characters are accepted', () => {
  expect(errorsOf({ metadata: { name: 'a'.repeat(253), namespace: 'a'.repeat(63) } })).toEqual([]);
});

test('a name with a dot is accepted', () => {
  expect(errorsOf({ metadata: { name: 'shop.v1' } })).toEqual([]);
});

test('an invalid name that the chart generates is an error', () => {
  class Shouting extends Chart {
    public override generateObjectName(): string {
      return 'SHOUT';
    }
  }
  const chart = new Shouting(new App(), 'test');
  route({}, chart);
  expect(errorsOfApp(chart)).toEqual(['test/route: object-name metadata.name']);
});

test.each([
  ['Shop', ['test/route: object-name metadata.namespace']],
  ['shop', []],
  [undefined, []],
])('the namespace %j of the chart is checked', (namespace, errors) => {
  const chart = new Chart(new App(), 'test', { namespace });
  route({}, chart);
  expect(errorsOfApp(chart)).toEqual(errors);
});

test('names that cdk8s resolves at synthesis are errors, as other names are composed of them', () => {
  const late = Lazy.any({ produce: () => 'late' });
  const withoutCorrection = { remedy: expect.not.stringContaining('"') };
  expect(messagesOf({ metadata: { name: late, namespace: late } })).toMatchObject([
    { id: 'object-name', property: 'metadata.name', ...withoutCorrection },
    { id: 'object-name', property: 'metadata.namespace', ...withoutCorrection },
  ]);
});
