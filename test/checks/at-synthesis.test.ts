import { Stickiness } from '../../src';
import { appChart, web } from '../support/app';
import { HTTP } from '../support/chart';
import { brief, errorsOf, errorsOfApp, messagesOfApp, printedWarnings } from '../support/findings';

const DOUBTFUL = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } };
const WARNINGS = ['retry trafficPolicy.retry', 'source-ip stickiness'];

test('findings of a construct are reported at synthesis, not before', () => {
  const chart = appChart();
  const { node } = web(chart, { ...DOUBTFUL, hostnames: ['A'] });
  expect(node.metadata).toEqual([]);
  expect(printedWarnings()).toEqual([]);
  expect(errorsOfApp(chart)).toEqual(['test/route: wrong-form hostnames[0]']);
  expect(printedWarnings().map(brief)).toEqual(WARNINGS);
  expect(node.metadata).toHaveLength(2);
});

test('findings of a construct and of the app are in one report', () => {
  const http = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
  expect(errorsOf({ http, hostnames: ['A'], metadata: { name: 'B' } })).toEqual([
    'object-name metadata.name',
    'wrong-form hostnames[0]',
    'reference-grant http[0].backendRefs[0].namespace',
  ]);
  expect(errorsOf({ http: HTTP })).toEqual([]);
});

test('a construct without findings has no metadata, and prints nothing', () => {
  const chart = appChart();
  const { node } = web(chart);
  expect(messagesOfApp(chart)).toEqual([]);
  expect(node.metadata).toEqual([]);
  expect(printedWarnings()).toEqual([]);
});
