import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { Stickiness } from '../../src';
import { acknowledge } from '../../src/findings/acknowledge';
import { findingOf, type Observation } from '../../src/findings/finding';
import { messageOf } from '../../src/findings/message';
import { SynthesisReport } from '../../src/findings/synthesis-report';
import { web } from '../support/app';
import { hosts } from '../support/chart';
import { errorsOf, messagesOfApp } from '../support/findings';

const ERROR: Observation = { id: 'no-rule', property: 'http', value: [], expected: 'a rule' };
const WARNING: Observation = { id: 'retry', property: 'retry', value: {}, expected: 'no retry' };
const textOf = (observation: Observation) => messageOf(findingOf(observation));
const lineOf = (observation: Observation) => `warning [test] ${textOf(observation)}\n`;
const printed = () => jest.mocked(process.stderr.write).mock.calls.map(([line]) => line);

/** A construct that reports these observations; a test may add and remove some. */
function reporting(...observed: Observation[]) {
  const chart = new Chart(new App(), 'test');
  const observe = jest.fn(() => observed);
  new SynthesisReport(chart, observe);
  return { chart, observe, observed };
}

test('errors are returned to the validation of the construct', () => {
  const { chart } = reporting(ERROR, WARNING, { ...ERROR, property: 'grpc' });
  expect(chart.node.validate()).toEqual([textOf(ERROR), textOf({ ...ERROR, property: 'grpc' })]);
});

test('a warning is printed on standard error, and is metadata of the construct', () => {
  const { chart } = reporting(ERROR, WARNING);
  chart.node.validate();
  expect(printed()).toEqual([lineOf(WARNING)]);
  expect(chart.node.metadata).toMatchObject([{ type: 'warning', data: textOf(WARNING) }]);
});

test('nothing is asked or printed before the validation', () => {
  const { chart, observe } = reporting(WARNING);
  expect(observe).not.toHaveBeenCalled();
  expect(printed()).toEqual([]);
  expect(chart.node.metadata).toEqual([]);
});

test('a warning is printed once, and an error is returned at every validation', () => {
  const { chart } = reporting(ERROR, WARNING, WARNING);
  expect(chart.node.validate()).toHaveLength(1);
  expect(chart.node.validate()).toHaveLength(1);
  expect(printed()).toEqual([lineOf(WARNING)]);
  expect(chart.node.metadata).toHaveLength(1);
});

test('a new warning is printed at a later validation', () => {
  const { chart, observed } = reporting(WARNING);
  chart.node.validate();
  const other = { ...WARNING, property: 'other' };
  observed.push(other);
  chart.node.validate();
  expect(printed()).toEqual([lineOf(WARNING), lineOf(other)]);
});

test('acknowledged findings are left out, even if they are acknowledged later', () => {
  const grant: Observation = { id: 'reference-grant', property: 'a', value: 1, expected: 'b' };
  const { chart } = reporting(ERROR, grant);
  expect(chart.node.validate()).toEqual([textOf(ERROR), textOf(grant)]);
  acknowledge(chart.node.root, ['reference-grant']);
  expect(chart.node.validate()).toEqual([textOf(ERROR)]);
});

describe('an app with warnings', () => {
  const DOUBTFUL = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } };

  test('prints each warning once, however many charts there are and however often they are synthesized', () => {
    const app = new App();
    for (const id of ['a', 'b', 'c']) {
      web(new Chart(app, id, { namespace: id }), { ...DOUBTFUL, hostnames: [`${id}.example.com`] });
    }
    app.synthYaml();
    app.synthYaml();
    expect(printed()).toHaveLength(2 * 3);
  });

  test('prints its warnings even if it has errors', () => {
    const chart = new Chart(new App(), 'test');
    web(chart, { ...DOUBTFUL, hostnames: ['A'] });
    expect(messagesOfApp(chart)).toHaveLength(1);
    expect(printed()).toHaveLength(2);
  });

  test('writes the same files as without them, and nothing to standard output', () => {
    const write = jest.spyOn(process.stdout, 'write');
    const yaml = (ids: string[]) => {
      const outdir = mkdtempSync(join(tmpdir(), 'sticky-'));
      const app = new App({ outdir });
      web(new Chart(app, 'test', { namespace: 'shop' }), { ...DOUBTFUL, acknowledge: ids });
      app.synth();
      const file = readFileSync(join(outdir, 'test.k8s.yaml'), 'utf8');
      rmSync(outdir, { recursive: true });
      return [app.synthYaml(), file];
    };
    expect(yaml([])).toEqual(yaml(['retry', 'source-ip']));
    expect(write).not.toHaveBeenCalled();
  });
});

describe('`cdk8s synth -p`', () => {
  const ROOT = join(__dirname, '../..');

  /** Two charts, and a warning in the second one. */
  const PROGRAM = `
import { App, Chart, YamlOutputType } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';

const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
for (const id of ['desk', 'shop']) {
  const stickiness = id === 'desk' ? Stickiness.cookie() : Stickiness.sourceIp();
  const http = [{ backendRefs: [{ name: id, port: 80 }] }];
  new StickyGatewayRoute(new Chart(app, id), 'api', { parentRefs: [{ name: id }], http, stickiness });
}
app.synth();
`;

  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(ROOT, 'test/.app-'));
    writeFileSync(join(folder, 'main.ts'), PROGRAM);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('writes YAML to standard output, and warnings to standard error', () => {
    const cdk8s = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
    const args = [cdk8s, 'synth', '-p', '--no-check-upgrade', '--app', 'node --import tsx main.ts'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^warning \[shop\/api\] stickiness: .* \[source-ip\]\n$/),
    });
    const documents = parseAllDocuments(stdout);
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    expect(documents.map((document) => `${document.get('kind')} ${document.getIn(['metadata', 'name'])}`)).toEqual(
      [/^HTTPRoute desk-/, /^BackendTrafficPolicy desk-/, /^HTTPRoute shop-/, /^BackendTrafficPolicy shop-/].map(
        (each) => expect.stringMatching(each),
      ),
    );
  }, 60_000);
});

test('an error of a rule that is in several routes is reported once', () => {
  const backendRefs = [{ name: 'api', namespace: 'desk', port: 80 }];
  expect(errorsOf({ http: [{ backendRefs }], hostnames: hosts(33) })).toEqual([
    'reference-grant http[0].backendRefs[0].namespace',
  ]);
});
