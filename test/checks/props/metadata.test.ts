import { App, Chart, Lazy } from 'cdk8s';
import { route } from '../../support/chart';
import { errorsOf, errorsOfApp, messagesOf } from '../../support/findings';

const corrected = (name: string) => ({ remedy: expect.stringContaining(JSON.stringify(name)) });

test.each([
  ['My__Shop', 'my-shop'],
  ['Shop.v1', 'shop.v1'],
  ['.shop.', 'shop'],
  ['a'.repeat(254), 'a'.repeat(253)],
  [`${'a'.repeat(252)}-b`, 'a'.repeat(252)],
])('the name %j is an error with a corrected one', (name, correction) => {
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
  ['--Shop--', 'shop'],
  ['shop.v1', 'shop-v1'],
  ['a'.repeat(64), 'a'.repeat(63)],
])('the namespace %j is an error with a corrected one', (namespace, correction) => {
  expect(messagesOf({ metadata: { name: 'shop', namespace } })).toMatchObject([
    { id: 'object-name', property: 'metadata.namespace', ...corrected(correction) },
  ]);
});

test.each([
  ['the longest names', { name: 'a'.repeat(253), namespace: 'a'.repeat(63) }],
  ['a name with a dot', { name: 'shop.v1' }],
])('%s are accepted', (_, metadata) => {
  expect(errorsOf({ metadata })).toEqual([]);
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
