import { ApiObject, App, Chart } from 'cdk8s';
import { Stickiness, StickyGatewayRoute } from '../../src';
import { HTTP } from '../chart';

const LIST = Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()]);
const listener = (name: string, protocol: string, port: number) => ({ name, protocol, port });
const LISTENERS = [
  listener('shop', 'HTTP', 80),
  listener('blog', 'HTTP', 80),
  listener('internal', 'HTTP', 8080),
  listener('shop-tls', 'HTTPS', 443),
  listener('blog-tls', 'HTTPS', 443),
];

/** What synthesis says of a list of hashes for this listener of a Gateway in the same app. */
function messageFor(sectionName: string, gateway = 'public'): string {
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'shop' });
  const metadata = { name: 'public', namespace: 'gateways' };
  const spec = { gatewayClassName: 'envoy', listeners: LISTENERS };
  new ApiObject(chart, 'gateway', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata, spec });
  const parentRefs = [{ name: gateway, namespace: 'gateways', sectionName }];
  new StickyGatewayRoute(chart, 'route', { parentRefs, http: HTTP, stickiness: LIST });
  try {
    app.synthYaml();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a listener that shares its port without TLS has no routes of its own to patch', () => {
  expect(messageFor('blog')).toContain(
    'test/route/PatchPolicy: spec.jsonPatches[0].name: got "gateways/public/blog"; ' +
      'allowed: shop, the first HTTP listener of Gateway gateways/public on port 80; ' +
      'remedy: write sectionName: "shop" in parentRefs, or give the listener a port of its own.',
  );
});

test.each(['shop', 'internal', 'shop-tls', 'blog-tls'])('the listener %s has routes of its own', (sectionName) => {
  expect(messageFor(sectionName)).toBe('');
});

test('a Gateway that the app does not define is left to the warning', () => {
  expect(messageFor('blog', 'private')).toBe('');
});
