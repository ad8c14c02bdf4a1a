import { App, Chart } from 'cdk8s';
import { Stickiness } from '../../src';
import { appChart, web } from '../support/app';
import { HTTP } from '../support/chart';
import { brief, errorsOf, errorsOfApp, messagesOfApp, printedWarnings } from '../support/findings';

const DOUBTFUL = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } };
const WARNINGS = ['source-ip stickiness', 'retry trafficPolicy.retry'];

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

test('the properties of a construct are checked once, however many charts there are', () => {
  const reads = (charts: number) => {
    let count = 0;
    const hostnames = new Proxy(['a.example.com'], {
      get: (target, key) => {
        count += key === '0' ? 1 : 0;
        return Reflect.get(target, key);
      },
    });
    const app = new App();
    web(new Chart(app, 'first'), { hostnames });
    for (let i = 1; i < charts; i += 1) {
      new Chart(app, `chart-${i}`);
    }
    app.synthYaml();
    return count;
  };
  expect(reads(1)).toBeGreaterThan(0);
  expect(reads(3)).toBe(reads(1));
});

test('a construct without findings has no metadata, and prints nothing', () => {
  const chart = appChart();
  const { node } = web(chart);
  expect(messagesOfApp(chart)).toEqual([]);
  expect(node.metadata).toEqual([]);
  expect(printedWarnings()).toEqual([]);
});
