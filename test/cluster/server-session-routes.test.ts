import { Stickiness, type StickyGatewayRouteProps } from 'cdk8s-sticky-gateway-route';
import { sessionBackend } from '../../cluster/backends/session-backend';
import { beginSession } from '../../cluster/clients/named-session';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Cluster } from '../../cluster/gateway/cluster';
import { httpsListener } from '../../cluster/gateway/gateway-manifests';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import { expectAccepted } from './expect-accepted';
import { podsOfSessions } from './session-clients';

const users = Array.from({ length: 30 }, (_, index) => `user-${index}`);
const backendRefs = (name: string) => [{ name, port: 80 }];
const stickiness = Stickiness.mcp();

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start('session-routes', [httpsListener]);
  const backend = sessionBackend();
  for (const name of ['api', 'other']) {
    await cluster.replicas(name, 3, { backend });
  }
});
afterAll(() => cluster.stop());

async function expectSessions(host: string, path = '/', service = 'api', tls = false): Promise<void> {
  const pods = await podsOfSessions({ host, path, tls });
  expect([...new Set(pods)].sort()).toEqual([0, 1, 2].map((index) => `${service}-${index}`));
}

describe('mcp()', () => {
  let manifests: Manifest[];
  const apply = (name: string, props: Partial<StickyGatewayRouteProps>) => {
    manifests = stickyRoute(cluster, name, { stickiness, ...props });
    return expectAccepted(cluster, manifests);
  };
  afterEach(() => cluster.remove(manifests));

  test('keeps the sessions of each rule and each hostname', async () => {
    const http = ['api', 'other'].map((name) => ({
      matches: [{ path: { value: `/${name}` } }],
      backendRefs: backendRefs(name),
    }));
    await apply('rules', { http, hostnames: ['one.test', '*.two.test'] });
    for (const host of ['one.test', 'a.two.test']) {
      await expectSessions(host, '/api', 'api');
      await expectSessions(host, '/other', 'other');
    }
    const { id } = await beginSession({ host: 'one.test', path: '/api' });
    const elsewhere = await cluster.request({ host: 'one.test', path: '/other', headers: { 'mcp-session-id': id } });
    expect(elsewhere).toMatchObject({ status: 404, pod: expect.stringMatching('other-') });
  });

  test('keeps the sessions of 40 hostnames over several routes', async () => {
    const hostnames = Array.from({ length: 40 }, (_, index) => `host-${index}.test`);
    await apply('split', { hostnames });
    expect(manifests.filter(({ kind }) => kind === 'HTTPRoute')).toHaveLength(3);
    const pods = await Promise.all(hostnames.map((host) => podsOfSessions({ host }, 10)));
    expect(new Set(pods.flat()).size).toBe(3);
  });

  test('keeps the sessions of two listeners, one of them encrypted', async () => {
    const parentRefs = ['http', 'https'].map((sectionName) => ({ ...cluster.parentRef, sectionName }));
    await apply('listeners', { parentRefs });
    await expectSessions('listeners.test');
    await expectSessions('listeners.test', '/', 'api', true);
    const { id, pod } = await beginSession({ host: 'listeners.test' });
    const answers = await cluster.requestAll(
      Array(10).fill({ host: 'listeners.test', tls: true, headers: { 'mcp-session-id': id } }),
    );
    expect(new Set(answers.map(({ status, pod }) => `${status} ${pod}`))).toEqual(new Set([`200 ${pod}`]));
  });

  test('keeps the sessions of one rule while another rule hashes another header', async () => {
    manifests = stickyRoute(cluster, 'ruled', {
      http: [
        { name: 'mcp', matches: [{ path: { value: '/mcp' } }], backendRefs: backendRefs('api') },
        { name: 'rest', backendRefs: backendRefs('other') },
      ],
      stickiness: Stickiness.header('X-User-Id'),
      ruleStickiness: { mcp: stickiness },
    });
    await cluster.apply(manifests);
    const statuses = await Promise.all(manifests.map((manifest) => cluster.status(manifest)));
    expect(statuses.flatMap((status) => Object.values(status))).not.toContain('False');
    await expectSessions('ruled.test', '/mcp');
    const podsOf = (user: string) =>
      cluster.requestAll(Array(5).fill({ host: 'ruled.test', path: '/?id=plain', headers: { 'x-user-id': user } }));
    const answers = await Promise.all(users.map(podsOf));
    expect(answers.filter((each) => new Set(each.map(({ pod }) => pod)).size > 1)).toEqual([]);
    expect(new Set(answers.flat().map(({ headers }) => headers['mcp-session-id']))).toEqual(new Set(['plain']));
  });
});
