import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Include, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../../imports/gateway.networking.k8s.io';
import { appChart, ENVOY_GATEWAY, GATEWAY_API, raw, web } from '../../../support/app';
import { QUOTES } from '../../../support/chart';
import { errorsOfApp, messagesOfApp } from '../../../support/findings';
import { A, HASH, pathRules, ruleAt, SESSION_HEADER, times } from '../../fixtures';

const WRONG = { name: 'api', port: 3000 };
const WRONG_PORT = ['test/route: service-port http[0].backendRefs[0].port'];

const service = (chart: Chart, ...ports: number[]) =>
  raw(chart, 'api', 'v1', 'Service', { ports: ports.map((port) => ({ port, targetPort: 3000 })) });
const to = (...backendRefs: object[]) => ({ http: [{ backendRefs: backendRefs as never }] });
const mirrorTo = (backendRef: { name: string; namespace?: string; port: number }) => ({
  type: FilterType.REQUEST_MIRROR as never,
  requestMirror: { backendRef },
});

describe('a port that the Service does not have is an error', () => {
  test('if an ApiObject is the Service', () => {
    const chart = appChart();
    web(chart, to(WRONG));
    service(chart, 8080, 9090);
    const [message, ...others] = messagesOfApp(chart);
    expect(message).toMatchObject({
      path: 'test/route',
      id: 'service-port',
      property: 'http[0].backendRefs[0].port',
      value: '3000',
      remedy: expect.stringMatching(/\b8080$/),
    });
    for (const known of ['Service shop/api', 'test/api', '8080, 9090']) {
      expect(message?.expected).toContain(known);
    }
    expect(others).toEqual([]);
  });

  test('if cdk8s-plus makes the Service, in another chart and with a generated name', () => {
    const chart = appChart();
    const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
    const deployment = new kplus.Deployment(other, 'api', { containers: [{ image: 'api', portNumber: 3000 }] });
    const { name } = deployment.exposeViaService({ ports: [{ port: 8080, targetPort: 3000 }] });
    web(chart, to({ name, port: 3000 }));
    expect(errorsOfApp(chart)).toEqual(WRONG_PORT);
  });

  test('if the Service is included from YAML, in the namespace of the backend', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sticky-'));
    const url = join(folder, 'api.yaml');
    writeFileSync(
      url,
      'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: desk }\nspec: { ports: [{ port: 8080 }] }\n',
    );
    const chart = appChart();
    new Include(chart, 'yaml', { url });
    rmSync(folder, { recursive: true });
    web(chart, { ...to({ ...WRONG, namespace: 'desk' }), referenceGrants: true });
    const messages = messagesOfApp(chart);
    expect(messages).toMatchObject([{ path: 'test/route', id: 'service-port' }]);
    expect(messages[0]?.expected).toContain('Service desk/api (test/yaml/api-service-desk)');
  });

  test('unless another tool fills in a port of the Service', () => {
    const chart = appChart();
    web(chart, to(WRONG));
    raw(chart, 'api', 'v1', 'Service', { ports: [{ port: 8080 }, { port: '$PORT' }] });
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('for mirrored requests, and for gRPC rules', () => {
    const chart = appChart();
    service(chart, 8080, 9090);
    web(chart, {
      http: [{ backendRefs: [{ name: 'api', port: 8080 }], filters: [mirrorTo(WRONG)] }],
      grpc: [{ matches: QUOTES, backendRefs: [WRONG] }],
      stickiness: HASH,
    });
    expect(errorsOfApp(chart)).toEqual([
      'test/route: service-port http[0].filters[0].requestMirror.backendRef.port',
      'test/route: service-port grpc[0].backendRefs[0].port',
    ]);
  });

  test('if the Service has no ports', () => {
    const chart = appChart();
    web(chart, to(WRONG));
    service(chart);
    const messages = messagesOfApp(chart);
    expect(messages).toMatchObject([{ id: 'service-port', remedy: expect.not.stringContaining('undefined') }]);
    expect(messages[0]?.expected).toMatch(/\(test\/api\): ./);
  });

  test('after JSON patches of the Service and of the route', async () => {
    const chart = appChart();
    const { httpRoutes } = web(chart, to({ ...WRONG, port: 8080 }));
    service(chart, 8080).addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 9090));
    expect(messagesOfApp(chart)).toMatchObject([
      { property: 'http[0].backendRefs[0].port', remedy: expect.stringContaining('9090') },
    ]);
    httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/spec/rules/0/backendRefs/0/port', 80));
    await Promise.resolve();
    expect(errorsOfApp(chart)).toEqual(['test/route: service-port spec.rules[0].backendRefs[0].port']);
  });

  test('with the index that the rule has before a split', () => {
    const chart = appChart();
    service(chart, 8080);
    const http = [...pathRules(16), { ...ruleAt('/16'), backendRefs: [WRONG] }];
    web(chart, { http });
    expect(errorsOfApp(chart)).toEqual(['test/route: service-port http[16].backendRefs[0].port']);
  });
});

test('a JSON patch of one route leaves the backends of all others of its construct as their author wrote them', () => {
  const chart = appChart();
  service(chart, 8080);
  const hostnames = times(33, (i) => `h${i}.example.com`);
  const http = [{ backendRefs: [{ name: 'api', port: 8080 }] }, { ...ruleAt('/a'), backendRefs: [WRONG] }];
  web(chart, { hostnames, http }).httpRoutes[0]?.addJsonPatch(
    JsonPatch.replace('/spec/hostnames/0', 'other.example.com'),
  );
  expect(errorsOfApp(chart)).toEqual([
    'test/route: service-port spec.rules[1].backendRefs[0].port',
    'test/route: service-port http[1].backendRefs[0].port',
  ]);
});

describe('a port is accepted if', () => {
  test.each([
    ['the Service has it', { name: 'api', port: 9090 }],
    ['the app does not have the Service', { name: 'other', port: 3000 }],
    ['the backend is of another kind', { name: 'api', kind: 'Backend', group: 'gateway.envoyproxy.io', port: 3000 }],
    ['cdk8s resolves it at synthesis', { name: 'api', port: Lazy.any({ produce: () => 8080 }) }],
  ])('%s', (_, backendRef) => {
    const chart = appChart();
    service(chart, 8080, 9090);
    web(chart, to(backendRef));
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('the backend is an object of another kind without ports', () => {
    const chart = appChart();
    raw(chart, 'api', ENVOY_GATEWAY, 'Backend', { endpoints: [] });
    web(chart, to({ name: 'api', kind: 'Backend', group: 'gateway.envoyproxy.io' }));
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('the Service with that name is in another namespace', () => {
    const chart = appChart();
    service(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), 8080);
    web(chart, to(WRONG));
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test("the route is somebody else's", () => {
    const chart = appChart();
    service(chart, 80);
    web(chart);
    raw(chart, 'more', GATEWAY_API, 'HTTPRoute', { rules: [{ backendRefs: [WRONG] }] });
    expect(errorsOfApp(chart)).toEqual([]);
  });
});

describe('a backend in another namespace', () => {
  const DESK = { name: 'api', namespace: 'desk', port: 80 };

  test('is an error without a ReferenceGrant, and so are mirrored requests', () => {
    const chart = appChart();
    const http = [{ backendRefs: [A], filters: [mirrorTo({ ...DESK, namespace: 'edge' })] }];
    web(chart, { http, grpc: [{ matches: QUOTES, backendRefs: [DESK] }], stickiness: HASH });
    expect(messagesOfApp(chart)).toMatchObject([
      {
        path: 'test/route',
        id: 'reference-grant',
        property: 'http[0].filters[0].requestMirror.backendRef.namespace',
        value: '"edge"',
        expected: expect.stringContaining('HTTPRoutes of shop'),
      },
      {
        path: 'test/route',
        id: 'reference-grant',
        property: 'grpc[0].backendRefs[0].namespace',
        value: '"desk"',
        expected: expect.stringContaining('GRPCRoutes of shop'),
      },
    ]);
  });

  test.each([
    ['referenceGrants is true', { ...to(DESK), referenceGrants: true }],
    ['another app has the ReferenceGrant', { ...to(DESK), acknowledge: ['reference-grant'] }],
    ['it is that of the route', to({ ...DESK, namespace: 'shop' })],
    ['cdk8s resolves it at synthesis', to({ ...DESK, namespace: Lazy.any({ produce: () => 'desk' }) })],
  ])('is accepted if %s', (_, props) => {
    const chart = appChart();
    web(chart, props);
    expect(errorsOfApp(chart)).toEqual([]);
  });

  test('is acknowledged for one construct only', () => {
    const chart = appChart();
    web(chart, { ...to(DESK), acknowledge: ['reference-grant'] });
    const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
    web(other, { ...to(DESK), metadata: { name: 'other' } });
    expect(errorsOfApp(chart)).toEqual(['other/route: reference-grant http[0].backendRefs[0].namespace']);
  });

  test('is reported at the rule of the author, whichever route it comes from', () => {
    const chart = appChart();
    const hostnames = times(17, (i) => `h${i}.example.com`);
    web(chart, { hostnames, ...to(DESK, { ...DESK, name: 'more' }), stickiness: SESSION_HEADER });
    expect(new Set(errorsOfApp(chart))).toEqual(
      new Set([0, 1].map((i) => `test/route: reference-grant http[0].backendRefs[${i}].namespace`)),
    );
  });

  test("is accepted in somebody else's route", () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', GATEWAY_API, 'HTTPRoute', { rules: to(DESK).http });
    expect(errorsOfApp(chart)).toEqual([]);
  });
});

test.each<[string, object, number | undefined, string[]]>([
  ['UDP', { ports: [{ port: 80, protocol: 'UDP' }] }, 80, ['test/route: service-port http[0].backendRefs[0].port']],
  [
    'TCP and UDP',
    {
      ports: [
        { port: 80, protocol: 'UDP' },
        { port: 80, protocol: 'TCP' },
      ],
    },
    80,
    [],
  ],
  ['no port in the reference', { ports: [{ port: 80 }] }, undefined, ['test/route: crd-rule http[0].backendRefs[0]']],
  ['ExternalName', { type: 'ExternalName' }, 80, ['test/route: external-name http[0].backendRefs[0]']],
])('a Service with %s is one error at most', (_, spec, port, errors) => {
  const chart = appChart();
  raw(chart, 'api', 'v1', 'Service', spec);
  web(chart, { http: [{ backendRefs: [{ name: 'api', ...(port && { port }) }] }] });
  expect(errorsOfApp(chart)).toEqual(errors);
});
