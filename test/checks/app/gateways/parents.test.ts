import { App, Chart, Lazy } from 'cdk8s';
import { StickyGatewayRoute } from '../../../../src';
import { findingsOf, findingsOfChart, gateway, https, object, service, webChart } from '../../../cases/web';
import { appChart, GATEWAY_API, raw, web } from '../../../support/app';
import { GRPC } from '../../../support/chart';
import { messagesOfApp, printedWarnings } from '../../../support/findings';
import { HASH } from '../../fixtures';

const PARENT = { name: 'public', namespace: 'gateways' };
const allowing = (...kinds: string[]) => ({
  ...https,
  allowedRoutes: { ...https.allowedRoutes, kinds: kinds.map((kind) => ({ kind })) },
});
const later = (value: unknown) => Lazy.any({ produce: () => value });

test('an unknown listener is an error that lists those of the parent', () => {
  const props = { parentRefs: [{ ...PARENT, sectionName: 'htps' }] };
  const http = { ...https, name: 'http', port: 80 };
  const [message, ...others] = messagesOfApp(webChart(props, [gateway({ listeners: [http, https] })]));
  expect(message).toMatchObject({ path: 'shop/web', id: 'unknown-listener', value: '"htps"' });
  expect(message?.expected).toContain('http (port 80), https (port 443)');
  expect(others).toEqual([]);
});

test.each([[undefined], [[]]])('a Gateway with the listeners %j has none', (listeners) => {
  expect(findingsOf({ parentRefs: [PARENT] }, gateway({ listeners }))).toEqual(['unknown-listener parentRefs[0]']);
});

test('a listener must have both the section and the port of a parentRef', () => {
  const http = { ...https, name: 'http', port: 80 };
  const found = (ref: object) =>
    findingsOf({ parentRefs: [{ ...PARENT, ...ref }] }, gateway({ listeners: [http, https] }));
  expect(found({ sectionName: 'http', port: 80 })).toEqual([]);
  expect(found({ sectionName: 'http', port: 443 })).toEqual(['unknown-listener parentRefs[0].sectionName']);
});

test('each parent is judged on its own', () => {
  const parentRefs = [
    { name: 'unknown' },
    { ...PARENT, sectionName: 'https' },
    { ...PARENT, sectionName: 'htps' },
    { ...PARENT, sectionName: 'tcp' },
  ];
  const listeners = [https, { ...https, name: 'tcp', protocol: 'TCP' }];
  expect(findingsOf({ parentRefs }, gateway({ listeners }))).toEqual([
    'unknown-listener parentRefs[2].sectionName',
    'not-allowed-by-listener parentRefs[3]',
  ]);
});

test('a ListenerSet is a parent with listeners of its own', () => {
  const parentRefs = [{ ...PARENT, kind: 'ListenerSet', sectionName: 'https' }];
  const listenerSet = (listeners: object[]) => object(GATEWAY_API, 'ListenerSet', PARENT, { listeners });
  expect(findingsOf({ parentRefs }, listenerSet([https]))).toEqual([]);
  expect(findingsOf({ parentRefs }, gateway(), listenerSet([]))).toEqual([
    'unknown-listener parentRefs[0].sectionName',
  ]);
});

test.each([{}, { namespace: 'elsewhere' }])('a Service of a mesh is no parent with listeners: %j', (ref) => {
  const parentRefs = [{ group: '', kind: 'Service', name: 'echo', ...ref }];
  expect(findingsOf({ parentRefs }, service('echo'))).toEqual(['parent-kind parentRefs[0].kind']);
});

test('each kind of route needs one listener that allows it, not the same', () => {
  const props = { grpc: GRPC, stickiness: HASH, parentRefs: [PARENT] };
  const found = (...listeners: object[]) => findingsOf(props, gateway({ listeners }));
  const ofGrpc = { ...allowing('GRPCRoute'), name: 'grpc' };
  expect(found(allowing('HTTPRoute', 'GRPCRoute'))).toEqual([]);
  expect(found(allowing('HTTPRoute'), ofGrpc)).toEqual([]);
  expect(found(allowing('HTTPRoute'))).toEqual(['not-allowed-by-listener parentRefs[0]']);
  expect(found(ofGrpc)).toEqual(['not-allowed-by-listener parentRefs[0]']);
  expect(findingsOf({ ...props, http: undefined }, gateway({ listeners: [ofGrpc] }))).toEqual([]);
});

test('a listener that does not allow a route serves no hostname for it', () => {
  const props = { parentRefs: [PARENT], hostnames: ['a.example.com', 'b.example.com'] };
  const a = { ...https, hostname: 'a.example.com' };
  const b = { ...allowing('GRPCRoute'), name: 'b', hostname: 'b.example.com' };
  const messages = messagesOfApp(webChart(props, [gateway({ listeners: [a, b] })]));
  expect(messages).toMatchObject([{ id: 'unserved-hostname', property: 'hostnames[1]', value: '"b.example.com"' }]);
  expect(messages[0]?.expected).toContain(': a.example.com');
  expect(messages[0]?.expected).not.toContain('b.example.com');
});

test('hostnames are not judged if no listener is left', () => {
  const props = { parentRefs: [{ ...PARENT, sectionName: 'htps' }], hostnames: ['a.example.com'] };
  expect(findingsOf(props, gateway())).toEqual(['unknown-listener parentRefs[0].sectionName']);
});

test.each([
  ['sectionName', { sectionName: later('https') }],
  ['port', { port: later(443) }],
  ['name', { name: later('public') }],
  ['namespace', { namespace: later('gateways') }],
])('a %s that cdk8s resolves at synthesis is never taken for wrong', (_, ref) => {
  const props = { parentRefs: [{ ...PARENT, ...ref }], hostnames: ['a.example.com'] };
  expect(findingsOf(props, gateway({ listeners: [{ ...https, hostname: 'b.example.com' }] }))).toEqual([]);
});

describe('a parent that only another namespace has', () => {
  test('is warned of, with the namespace to write', () => {
    messagesOfApp(webChart({ parentRefs: [{ name: 'public' }] }, [gateway()]));
    expect(printedWarnings()).toMatchObject([
      { id: 'parent-typo', property: 'parentRefs[0]', remedy: expect.stringContaining('write namespace: "gateways"') },
    ]);
  });

  test('is not taken for a parent of another kind', () => {
    const parentRefs = [{ name: 'public', kind: 'ListenerSet' }];
    expect(findingsOf({ parentRefs }, gateway())).toEqual([]);
  });

  test('is fine if the namespace of the route is unknown', () => {
    const chart = new Chart(new App(), 'shop');
    gateway()(chart);
    const http = [{ backendRefs: [{ name: 'web', port: 80 }] }];
    new StickyGatewayRoute(chart, 'web', { parentRefs: [{ name: 'public' }], http });
    expect(findingsOfChart(chart)).toEqual([]);
  });

  test('is fine if it is in a chart for another cluster', () => {
    const app = new App();
    for (const id of ['one', 'two']) {
      const chart = new Chart(app, id, { namespace: 'shop' });
      web(chart, { parentRefs: [{ name: 'public' }], hostnames: [`${id}.example.com`] });
      if (id === 'two') {
        raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [https] }, { namespace: 'gateways' });
      }
    }
    messagesOfApp(app);
    expect(printedWarnings()).toMatchObject([{ path: 'two/route', id: 'parent-typo' }]);
  });
});

test('routes are not judged without any Gateway', () => {
  const chart = appChart();
  web(chart, { hostnames: ['a.example.com'] });
  expect(findingsOfChart(chart)).toEqual([]);
});
