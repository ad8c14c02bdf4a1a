import { HelmChartAdvancedSettings, Stickiness } from 'cdk8s-sticky-gateway-route';
import { grpcBackend } from '../../cluster/backends/grpc-backend';
import { GrpcClient } from '../../cluster/clients/grpc-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';

const pods = ['api-0', 'api-1', 'api-2'];
const values = Array.from({ length: 300 }, (_, index) => `session-${index}`);
const grpc = [{ backendRefs: [{ name: 'quotes', port: 50051 }] }];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('seed');
  await cluster.replicas('api', 3);
  await cluster.replicas('quotes', 3, { backend: grpcBackend(), port: 50051 });
});
afterAll(() => cluster.stop());

describe('The default cookie', () => {
  const host = 'cookie.test';

  beforeAll(() => cluster.apply(stickyRoute(cluster, 'cookie')));

  test('is set for a new client with its name, Max-Age, Secure and SameSite', async () => {
    const { headers } = await cluster.request({ host });
    const [pair, ...attributes] = headers['set-cookie']?.[0]?.split('; ') ?? [];
    expect(pair).toMatch(/^INGRESSCOOKIE_QOVERY="[0-9a-f]+"$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=85400', 'samesite=Lax', 'secure=true']);
  });

  test('keeps a client that sends it back on its pod for 500 requests', async () => {
    const first = await cluster.request({ host });
    const cookie = first.headers['set-cookie']?.[0]?.split('; ')[0] ?? '';
    const answered = await cluster.podsOf(Array(500).fill({ host, headers: { cookie } }));
    expect(new Set(answered)).toEqual(new Set([first.pod]));
  });

  test('spreads new clients over all pods', async () => {
    const answered = await cluster.podsOf(Array(100).fill({ host, newConnection: true }));
    expect([...new Set(answered)].sort()).toEqual(pods);
  });
});

describe('A hash of the header Mcp-Session-Id', () => {
  test('keeps each of 300 values on one pod for 5 requests, and uses all pods', async () => {
    await cluster.apply(stickyRoute(cluster, 'header', { stickiness: Stickiness.header('Mcp-Session-Id') }));
    const podsOfValues = await Promise.all(
      values.map((value) =>
        cluster.podsOf(Array(5).fill({ host: 'header.test', headers: { 'mcp-session-id': value } })),
      ),
    );
    expect(podsOfValues.filter((answered) => new Set(answered).size > 1)).toEqual([]);
    expect([...new Set(podsOfValues.flat())].sort()).toEqual(pods);
  });
});

describe('The advanced setting for the header', () => {
  const key = 'network.gateway_api.sticky_session_header';
  const byDefault = stickyRoute({ parentRef: { name: 'seed' } } as Cluster, 'setting');
  const withSettings = (settings: object) => {
    const json = { 'network.gateway_api.enable_sticky_session': true, ...settings };
    const stickiness = Stickiness.fromAdvancedSettings(HelmChartAdvancedSettings.fromJson(json));
    return stickyRoute({ parentRef: { name: 'seed' } } as Cluster, 'setting', { stickiness });
  };

  test.each([
    ['absent', {}],
    ['null', { [key]: null }],
    ['empty', { [key]: '' }],
  ])('renders the default cookie if it is %s', (_, settings) => {
    expect(withSettings(settings)).toEqual(byDefault);
  });
});

describe('A gRPC route', () => {
  test('keeps each value of a metadata key on one pod, for calls and streams, and uses all pods', async () => {
    const stickiness = Stickiness.header('x-desk-id');
    await cluster.apply(stickyRoute(cluster, 'grpc-header', { grpc, stickiness }));
    const client = new GrpcClient('grpc-header.test');
    const podsOfValues = await Promise.all(
      values.slice(0, 100).map(async (value) => {
        const metadata = { 'x-desk-id': value };
        return [...(await client.unary(5, metadata)), ...(await client.stream(5, metadata))];
      }),
    );
    expect(podsOfValues.filter((answered) => new Set(answered).size > 1)).toEqual([]);
    expect([...new Set(podsOfValues.flat())].sort()).toEqual(['quotes-0', 'quotes-1', 'quotes-2']);
    client.close();
  });
});
