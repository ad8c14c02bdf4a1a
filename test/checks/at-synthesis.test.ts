import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Stickiness } from '../../src';
import { appChart, linesOf, problemsOfApp, web } from '../support/app';
import { HTTP, problemsOf } from '../support/chart';

const RETRY =
  'trafficPolicy.retry: a retry may reach a pod other than the client\'s; acknowledge: ["retry"] silences this';
const SOURCE_IP =
  'stickiness: behind a load balancer all clients have that one\'s address, unless a ClientTrafficPolicy sets clientIPDetection; acknowledge: ["source-ip"] silences this';
const doubtful = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } };

test('a warning is metadata of the construct at once, and one line on standard error at synthesis', () => {
  const chart = appChart();
  const { node } = web(chart, doubtful);
  expect(node.metadata).toMatchObject([SOURCE_IP, RETRY].map((data) => ({ type: 'warning', data })));
  expect(linesOf()).toEqual([]);
  App.of(chart).synthYaml();
  expect(linesOf()).toEqual([SOURCE_IP, RETRY].map((warning) => `warning [test/route] ${warning}\n`));
});

test('it is said once, however many charts there are and however often they are synthesized', () => {
  const app = new App();
  for (const id of ['a', 'b', 'c']) {
    web(new Chart(app, id, { namespace: id }), doubtful);
  }
  app.synthYaml();
  app.synthYaml();
  expect(linesOf()).toHaveLength(2 * 3);
});

test.each([
  ['one', ['retry'], [SOURCE_IP]],
  ['the other', ['source-ip'], [RETRY]],
  ['both', ['retry', 'source-ip'], []],
])('%s can be silenced', (_, acknowledge, left) => {
  const chart = appChart();
  const { node } = web(chart, { ...doubtful, acknowledge });
  App.of(chart).synthYaml();
  expect(node.metadata.map(({ data }) => data)).toEqual(left);
  expect(linesOf()).toHaveLength(left.length);
});

test('it is said of an app with errors, too', () => {
  const chart = appChart();
  web(chart, { ...doubtful, hostnames: ['A'] });
  expect(problemsOfApp(chart)).toHaveLength(1);
  expect(linesOf()).toHaveLength(2);
});

test('nothing is said of what is sound', () => {
  const chart = appChart();
  expect(web(chart).node.metadata).toEqual([]);
  App.of(chart).synthYaml();
  expect(linesOf()).toEqual([]);
});

test('standard output and files are as if there was nothing to say', () => {
  const write = jest.spyOn(process.stdout, 'write');
  const yaml = (acknowledge: string[]) => {
    const outdir = mkdtempSync(join(tmpdir(), 'sticky-'));
    const app = new App({ outdir });
    web(new Chart(app, 'test', { namespace: 'shop' }), { ...doubtful, acknowledge });
    app.synth();
    return [app.synthYaml(), readFileSync(join(outdir, 'test.k8s.yaml'), 'utf8')];
  };
  expect(yaml([])).toEqual(yaml(['retry', 'source-ip']));
  expect(write).not.toHaveBeenCalled();
});

test('the checks of one construct and of the app are one report', () => {
  const http = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
  expect(problemsOf({ http, hostnames: ['A'], metadata: { name: 'B' } }).map((line) => line.split(': got')[0])).toEqual(
    ['  [] test/route/Resource: spec.rules[0].backendRefs[0].namespace', 'metadata.name', 'hostnames[0]'],
  );
  expect(problemsOf({ http: HTTP })).toEqual([]);
});
