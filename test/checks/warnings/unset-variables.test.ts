import { App, Chart } from 'cdk8s';
import { StickyGatewayRoute } from '../../../src';
import { messagesOfApp, printedWarnings, warningsOf } from '../../support/findings';

test('a name with the text of a variable without a value is warned of, wherever it is', () => {
  const metadata = { name: 'web-undefined', namespace: 'null' };
  const parentRefs = [{ name: 'undefined', namespace: 'team-undefined', sectionName: 'https' }];
  const hostnames = ['a.example.com', 'undefined.example.com'];
  const http = [{ backendRefs: [{ name: 'undefined', namespace: 'null', port: 80 }] }];
  const acknowledge = ['reference-grant'];
  expect(warningsOf({ metadata, parentRefs, hostnames, http, acknowledge })).toEqual(
    [
      'metadata.name',
      'metadata.namespace',
      'parentRefs[0].name',
      'parentRefs[0].namespace',
      'hostnames[1]',
      'http[0].backendRefs[0].name',
      'http[0].backendRefs[0].namespace',
    ].map((property) => `unset-variable ${property}`),
  );
});

test('a name with such a text inside a word is fine', () => {
  expect(warningsOf({ hostnames: ['nullable.example.com', 'undefinedbehaviour.org'] })).toEqual([]);
});

test('a Python variable without a value is an error, whose remedy is not another name', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  const metadata = { name: 'None' };
  const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
  new StickyGatewayRoute(chart, 'web', {
    metadata,
    hostnames: ['None.example.com'],
    parentRefs: [{ name: 'public' }],
    http,
  });
  const remedy = 'set the variable from which this text is made';
  expect(messagesOfApp(chart)).toMatchObject([
    { property: 'metadata.name', remedy },
    { property: 'hostnames[0]', remedy },
  ]);
  expect(printedWarnings()).toEqual([]);
});
