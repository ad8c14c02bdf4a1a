import { envoygateway, Stickiness } from '../../src';
import { messagesOfApp, printedWarnings, refusedBy } from '../support/findings';
import { findingsOf, webChart } from './web';

const remediesOf = (props: object) => messagesOfApp(webChart(props)).map(({ remedy }) => remedy);
const GENERAL = 'write a value of that form';

describe('case 21: remedies that help', () => {
  test.each([
    ['https://a.example.com', 'write "a.example.com"'],
    ['https://a.example.com/path?query', 'write "a.example.com"'],
    ['a.example.com:443', 'write "a.example.com"'],
    ['A.example.com.', 'write "a.example.com"'],
    [' a.example.com ', 'write "a.example.com"'],
    ['a.example.com,b.example.com', 'write items of their own: "a.example.com", "b.example.com"'],
    ['münchen.de', 'write "xn--mnchen-3ya.de"'],
    ['*.example.com:8443', 'write "*.example.com"'],
    ['my_app.x', GENERAL],
    ['a..b', GENERAL],
    ['!', GENERAL],
  ])('hostname %j: %s', (hostname, remedy) => {
    expect(remediesOf({ hostnames: [hostname] })).toEqual([remedy]);
  });

  test('"*" as a hostname', () => {
    const [remedy] = remediesOf({ hostnames: ['*'] });
    expect(remedy).toMatch(/^leave hostnames out/);
    expect(remediesOf({})).toEqual([]);
  });

  test.each(['PathPrefix', 'Exact'])('a wildcard in a path of type %s', (type) => {
    const http = (path: object) => [{ matches: [{ path }], backendRefs: [{ name: 'web', port: 80 }] }];
    const [found] = findingsOf({ http: http({ type, value: '/api/*' }) });
    expect(found).toBe('path-wildcard http[0].matches[0].path.value');
    expect(printedWarnings()[0]?.remedy).toMatch(/^write value: "\/api" with type PathPrefix, or acknowledge/);
    expect(findingsOf({ http: http({ type: 'PathPrefix', value: '/api' }) })).toEqual([]);
    expect(findingsOf({ http: http({ type, value: '/api/*' }), acknowledge: ['path-wildcard'] })).toEqual([]);
  });

  test('a hostname that is written as the remedy says is fine', () => {
    expect(remediesOf({ hostnames: ['a.example.com', 'xn--mnchen-3ya.de', '*.example.com'] })).toEqual([]);
  });

  test('several header names in one', () => {
    expect(refusedBy(() => Stickiness.header('X-User,X-Tenant')).remedy).toBe(
      'name one of them, or use Stickiness.headers(["X-User","X-Tenant"])',
    );
    expect(refusedBy(() => Stickiness.header(' X-User ')).remedy).toBe('write "X-User"');
    expect(refusedBy(() => Stickiness.header('X User')).remedy).toBe('write the name that clients send');
  });

  test.each([
    ['web.shop', 'write name: "web" and namespace: "shop"'],
    ['web.shop.svc', 'write name: "web" and namespace: "shop"'],
    ['web.shop.svc.cluster.local', 'write name: "web" and namespace: "shop"'],
    ['api.example.com', 'write the metadata.name of the object'],
  ])('the name %s of a Service, which has no "."', (name, remedy) => {
    const messages = messagesOfApp(webChart({ http: [{ backendRefs: [{ name, port: 80 }] }] }));
    expect(messages).toMatchObject([{ id: 'reference-name', property: 'http[0].backendRefs[0].name', remedy }]);
    const ofBackend = { group: 'gateway.envoyproxy.io', kind: 'Backend', name };
    expect(remediesOf({ http: [{ backendRefs: [ofBackend] }] })).toEqual([]);
  });

  test('a weight with a fraction', () => {
    const backendRefs = [{ name: 'web', port: 80, weight: 0.9 }];
    expect(remediesOf({ http: [{ backendRefs }] })).toEqual(['write 90, and the other weights as percentages, too']);
  });

  test('a quantity that is no instance of its class', () => {
    const [remedy] = remediesOf({ trafficPolicy: { requestBuffer: { limit: '100Mi' } } });
    expect(remedy).toBe('write envoygateway.BackendTrafficPolicySpecRequestBufferLimit.fromString("100Mi")');
    const limit = envoygateway.BackendTrafficPolicySpecRequestBufferLimit.fromString('100Mi');
    expect(remediesOf({ trafficPolicy: { requestBuffer: { limit } } })).toEqual([]);
  });

  test('a field that is misspelt', () => {
    const clientSelectors = [{ sourceCIDR: { value: '10.0.0.0/8' } }];
    const limit = { requests: 1, unit: 'Second' };
    const trafficPolicy = { rateLimit: { type: 'Local', local: { rules: [{ clientSelectors, limit }] } } };
    expect(remediesOf({ trafficPolicy })[0]).toBe('write "sourceCidr"');
  });

  test.each([
    [{ http: [{ backendRefs: [{ name: '', port: 80 }] }] }, 'write at least 1 character, or remove it'],
    [{ http: [{ backendRefs: [{ name: 'web', port: 0 }] }] }, 'write 1 or more'],
    [{ http: [{ backendRefs: [{ name: 'web', port: 65536 }] }] }, 'write 65535 or less'],
    [{ http: [{ backendRefs: [{ name: 'web', port: '80' }] }] }, 'write 80'],
    [{ http: [{ name: 'x'.repeat(254), backendRefs: [{ name: 'web', port: 80 }] }] }, 'shorten it to 253 characters'],
    [{ trafficPolicy: { useClientProtocol: 'true' } }, 'write true'],
    [{ parentRefs: [{ name: 'public', kind: 'Gateway', sectionName: 443 }] }, 'write "443"'],
  ])('%j: %s', (props, remedy) => {
    expect(remediesOf(props)).toEqual([remedy]);
  });

  test('values and names that are not quite right', () => {
    const redirect = (requestRedirect: object) => ({
      http: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }],
    });
    expect(remediesOf(redirect({ scheme: 'HTTPS' }))).toEqual(['write "https"']);
    const backendRefs = [{ name: 'web', port: 80 }];
    const [remedy] = remediesOf({ http: [{ timeouts: { request: 30 }, backendRefs }] });
    expect(remedy).toBe('write "30s" if these are seconds');
    expect(remediesOf({ hostname: 'a.example.com' })).toEqual(['write "hostnames"']);
  });

  test.each([
    [() => Stickiness.headers('X-User' as never), 'write ["X-User"]'],
    [() => Stickiness.queryParams('room' as never), 'write ["room"]'],
    [() => Stickiness.headers(['X-User'], 'X-Tenant' as never), 'write all names as one list'],
    [() => Stickiness.sessionCookie('pod' as never), 'write { name: "pod" }'],
    [() => Stickiness.queryParams(['?room']), 'write "room"'],
    [() => Stickiness.queryParams(['room=1']), 'write "room"'],
    [() => Stickiness.queryParams(['a b']), 'write "a%20b"'],
  ])('arguments of a factory: %s', (call, remedy) => {
    expect(refusedBy(call).remedy).toBe(remedy);
  });

  test('a flag among the attributes of a cookie', () => {
    const attributes = { Secure: true } as never;
    expect(refusedBy(() => Stickiness.cookie({ attributes })).remedy).toBe('write "true"');
  });

  test.each([
    ['https://example.com/app', 'write "example.com"'],
    ['*.example.com', 'write "example.com"'],
    ['example.com:8443', 'write "example.com"'],
  ])('the domain %s of a cookie, which browsers would drop', (domain, remedy) => {
    const { id, ...message } = refusedBy(() => Stickiness.sessionCookie({ name: 'pod', domain }));
    expect([id, message.remedy]).toEqual(['cookie-attribute', remedy]);
    expect(refusedBy(() => Stickiness.cookie({ attributes: { Domain: domain } })).remedy).toBe(remedy);
  });

  test('members of firstOf() that are no list', () => {
    const firstOf = Stickiness.firstOf as (...members: unknown[]) => Stickiness;
    const { property, remedy } = refusedBy(() => firstOf(Stickiness.header('a'), Stickiness.sourceIp()));
    expect([property, remedy]).toEqual(['Stickiness.firstOf() members', 'write firstOf([a, b])']);
  });

  test('findings of the app name the rule as its author wrote it, however routes are split', () => {
    const http = Array.from({ length: 18 }, (_, i) => ({
      matches: [{ path: { value: `/${i}` } }],
      backendRefs: [{ name: 'web', port: 80, ...(i === 17 && { namespace: 'desk' }) }],
    }));
    const [message, ...others] = messagesOfApp(webChart({ http }));
    expect(message).toMatchObject({ path: 'shop/web', property: 'http[17].backendRefs[0].namespace' });
    expect(others).toEqual([]);
  });
});
