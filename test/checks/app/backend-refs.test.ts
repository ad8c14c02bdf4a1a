import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Include, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { HttpRouteSpecRulesFiltersType as FilterType } from '../../../imports/gateway.networking.k8s.io';
import { appChart, GATEWAY_API, problemsOfApp, raw, web } from '../../support/app';
import { QUOTES } from '../../support/chart';

const port = (
  got: unknown,
  { place = 'backendRefs[0]', service = 'Service shop/api', path = 'test/api', ports = '8080, 9090' } = {},
) =>
  `[] test/route/Resource: spec.rules[0].${place}.port: got ${got}; allowed: a port of ${service}, which is ${path}: ${ports}; remedy: write ${ports.split(',')[0]}.`;
const namespace = (kind = 'HTTPRoute', got = 'desk', place = 'backendRefs[0]', path = 'test/route/Resource') =>
  `[] ${path}: spec.rules[0].${place}.namespace: got "${got}"; allowed: the namespace of the route, or one with a ReferenceGrant for ${kind}s of shop; remedy: set referenceGrants to true, add a ReferenceGrant to the app, or acknowledge ["reference-grant"] where another app has it.`;

const service = (chart: Chart, ...ports: number[]) =>
  raw(chart, 'api', 'v1', 'Service', { ports: ports.map((each) => ({ port: each, targetPort: 3000 })) });
const to = (backendRef: object) => ({ http: [{ backendRefs: [backendRef as never] }] });
const mirrorTo = (backendRef: { name: string; namespace?: string; port: number }) => ({
  type: FilterType.REQUEST_MIRROR as never,
  requestMirror: { backendRef },
});

describe('a port that the Service does not have', () => {
  test('is found where an ApiObject makes the Service', () => {
    const chart = appChart();
    web(chart, to({ name: 'api', port: 3000 }));
    service(chart, 8080, 9090);
    expect(problemsOfApp(chart)).toEqual([port(3000)]);
  });

  test('is found where cdk8s-plus makes it, in another chart and by its generated name', () => {
    const chart = appChart();
    const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
    const deployment = new kplus.Deployment(other, 'api', { containers: [{ image: 'api', portNumber: 3000 }] });
    const { name } = deployment.exposeViaService({ ports: [{ port: 8080, targetPort: 3000 }] });
    web(chart, to({ name, port: 3000 }));
    expect(problemsOfApp(chart)).toEqual([
      port(3000, { service: `Service shop/${name}`, path: 'other/api/Service/Resource', ports: '8080' }),
    ]);
  });

  test('is found where it is included, and in the namespace of the backend', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sticky-'));
    const url = join(folder, 'api.yaml');
    writeFileSync(
      url,
      'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: desk }\nspec: { ports: [{ port: 8080 }] }\n',
    );
    const chart = appChart();
    new Include(chart, 'yaml', { url });
    rmSync(folder, { recursive: true });
    web(chart, { ...to({ name: 'api', namespace: 'desk', port: 3000 }), referenceGrants: true });
    expect(problemsOfApp(chart)).toEqual([
      port(3000, { service: 'Service desk/api', path: 'test/yaml/api-service-desk', ports: '8080' }),
    ]);
  });

  test('is found for copies of requests, of rules and of backends, and for gRPC', () => {
    const chart = appChart();
    service(chart, 8080, 9090);
    const wrong = { name: 'api', port: 3000 };
    const backendRefs = [{ name: 'api', port: 8080, filters: [mirrorTo(wrong)] as never }];
    web(chart, {
      http: [{ backendRefs, filters: [mirrorTo(wrong)] }],
      grpc: [{ matches: QUOTES, backendRefs: [wrong] }],
    });
    expect(problemsOfApp(chart)).toEqual([
      port(3000, { place: 'backendRefs[0].filters[0].requestMirror.backendRef' }),
      port(3000, { place: 'filters[0].requestMirror.backendRef' }),
      port(3000).replace('Resource', 'GrpcRoute'),
    ]);
  });

  test('is found where there is none at all', () => {
    const chart = appChart();
    web(chart, to({ name: 'api', port: 3000 }));
    service(chart);
    expect(problemsOfApp(chart)).toEqual([
      '[] test/route/Resource: spec.rules[0].backendRefs[0].port: got 3000; allowed: a port of Service shop/api, which is test/api: it has none; remedy: give the Service a port.',
    ]);
  });

  test('is found after JSON patches of the Service and of the route', () => {
    const chart = appChart();
    const made = web(chart, to({ name: 'api', port: 8080 }));
    service(chart, 8080).addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 9090));
    expect(problemsOfApp(chart)).toEqual([port(8080, { ports: '9090' })]);
    made.httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/spec/rules/0/backendRefs/0/port', 9090));
    expect(problemsOfApp(chart)).toEqual([]);
  });
});

describe('a port is taken', () => {
  test.each([
    ['that the Service has', { name: 'api', port: 9090 }],
    ['of a Service that is not in the app', { name: 'else', port: 3000 }],
    ['of another kind of backend', { name: 'api', kind: 'Backend', group: 'gateway.envoyproxy.io', port: 3000 }],
    ['that cdk8s resolves at synthesis', { name: 'api', port: Lazy.any({ produce: () => 8080 }) }],
  ])('%s', (_, backendRef) => {
    const chart = appChart();
    service(chart, 8080, 9090);
    web(chart, to(backendRef));
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('of a Service of another namespace that is called alike', () => {
    const chart = appChart();
    service(new Chart(App.of(chart), 'desk', { namespace: 'desk' }), 8080);
    web(chart, to({ name: 'api', port: 3000 }));
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('where a route of somebody else has another', () => {
    const chart = appChart();
    service(chart, 80);
    web(chart);
    raw(chart, 'more', GATEWAY_API, 'HTTPRoute', { rules: [{ backendRefs: [{ name: 'api', port: 3000 }] }] });
    expect(problemsOfApp(chart)).toEqual([]);
  });
});

describe('a backend in another namespace', () => {
  const elsewhere = to({ name: 'api', namespace: 'desk', port: 80 });

  test('is not reached without a ReferenceGrant, nor are copies of requests', () => {
    const chart = appChart();
    const backendRefs = [{ name: 'api', port: 80 }];
    const grpc = [{ matches: QUOTES, backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
    web(chart, { http: [{ backendRefs, filters: [mirrorTo({ name: 'api', namespace: 'edge', port: 80 })] }], grpc });
    expect(problemsOfApp(chart)).toEqual([
      namespace('HTTPRoute', 'edge', 'filters[0].requestMirror.backendRef'),
      namespace('GRPCRoute', 'desk', 'backendRefs[0]', 'test/route/GrpcRoute'),
    ]);
  });

  test('is where referenceGrants is true, where another app has the grant, and in the own one', () => {
    for (const props of [{ referenceGrants: true }, { acknowledge: ['reference-grant'] }]) {
      const chart = appChart();
      web(chart, { ...elsewhere, ...props });
      expect(problemsOfApp(chart)).toEqual([]);
    }
    const chart = appChart();
    web(chart, to({ name: 'api', namespace: 'shop', port: 80 }));
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('is acknowledged for one construct alone', () => {
    const chart = appChart();
    web(chart, { ...elsewhere, acknowledge: ['reference-grant'] });
    const other = new Chart(App.of(chart), 'other', { namespace: 'shop' });
    web(other, { ...elsewhere, metadata: { name: 'other' } });
    expect(problemsOfApp(chart)).toEqual([namespace().replace('test/', 'other/')]);
  });

  test('may be one that cdk8s resolves at synthesis', () => {
    const chart = appChart();
    web(chart, to({ name: 'api', namespace: Lazy.any({ produce: () => 'desk' }), port: 80 }));
    expect(problemsOfApp(chart)).toEqual([]);
  });

  test('may be that of a route of somebody else', () => {
    const chart = appChart();
    web(chart);
    raw(chart, 'more', GATEWAY_API, 'HTTPRoute', { rules: elsewhere.http });
    expect(problemsOfApp(chart)).toEqual([]);
  });
});
