import type { Chart } from 'cdk8s';
import { EnvoyGatewayVersion } from '../../../../src';
import { envoyProxy, findingsOf, gateway, gatewayPolicy, object } from '../../../cases/web';
import { ENVOY_GATEWAY, GATEWAY_API } from '../../../support/app';
import { HASH, NONE } from '../../fixtures';

const FOUND = ['inherited-routing-type trafficPolicy.routingType'];
const proxied = (ref: object = {}) =>
  gateway({ infrastructure: { parametersRef: { kind: 'EnvoyProxy', name: 'proxy', ...ref } } });
const service = { routingType: 'Service' };

test.each([
  ['the EnvoyProxy', {}, FOUND],
  ['another EnvoyProxy', { name: 'other' }, []],
  ['an object of another kind', { kind: 'ConfigMap' }, []],
  ['an EnvoyProxy of another namespace', { namespace: 'shop' }, []],
])('a Gateway with parameters in %s', (_, ref, found) => {
  expect(findingsOf({}, proxied(ref), envoyProxy(service))).toEqual(found);
});

test('a GatewayClass whose parameters have no namespace has those in the namespace of the Gateway', () => {
  const spec = { parametersRef: { kind: 'EnvoyProxy', name: 'proxy' } };
  const gatewayClass = (name: string) => object(GATEWAY_API, 'GatewayClass', { name }, spec);
  expect(findingsOf({}, gateway(), gatewayClass('eg'), envoyProxy(service))).toEqual(FOUND);
  expect(findingsOf({}, gateway(), gatewayClass('other'), envoyProxy(service))).toEqual([]);
});

test('an EnvoyProxy that the app does not define is never taken for wrong', () => {
  expect(findingsOf({}, proxied())).toEqual([]);
});

test('a Gateway counts in every version, and only if a rule is sticky', () => {
  const http = [{ name: 'a', backendRefs: [{ name: 'web', port: 80 }] }];
  const others = [proxied(), envoyProxy(service)];
  expect(findingsOf({ target: EnvoyGatewayVersion.V1_5, stickiness: HASH }, ...others)).toEqual(FOUND);
  expect(findingsOf({ http, stickiness: NONE }, ...others)).toEqual([]);
  expect(findingsOf({ http, stickiness: NONE, ruleStickiness: { a: HASH } }, ...others)).toEqual(FOUND);
});

describe('a routing type of Service does not matter', () => {
  const others = [proxied(), envoyProxy(service)];
  const headless = object('v1', 'Service', { name: 'web' }, { clusterIP: 'None', ports: [{ port: 80 }] });
  const toBackend = { group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'vm' };
  const web = { name: 'web', port: 80 };

  test('to a headless Service since Envoy Gateway 1.7', () => {
    const pods = [...others, headless];
    expect(findingsOf({}, ...pods)).toEqual([]);
    expect(findingsOf({ target: EnvoyGatewayVersion.V1_7 }, ...pods)).toEqual([]);
    expect(findingsOf({ target: EnvoyGatewayVersion.V1_6 }, ...pods)).toEqual(FOUND);
    expect(findingsOf({ http: [{ backendRefs: [web, { name: 'other', port: 80 }] }] }, ...pods)).toEqual(
      expect.arrayContaining(FOUND),
    );
  });

  test('to a Backend', () => {
    expect(findingsOf({ http: [{ backendRefs: [toBackend] }] }, ...others)).toEqual([]);
    expect(findingsOf({ http: [{ backendRefs: [toBackend] }], target: EnvoyGatewayVersion.V1_6 }, ...others)).toEqual(
      [],
    );
  });

  test('but to a Service with an address', () => {
    const plain = object('v1', 'Service', { name: 'web' }, { ports: [{ port: 80 }] });
    expect(findingsOf({}, ...others, plain)).toEqual(FOUND);
  });
});

test('a routing type that two objects set is one error', () => {
  const trafficPolicy = { mergeType: 'StrategicMerge' };
  expect(findingsOf({ trafficPolicy }, proxied(), envoyProxy(service), gatewayPolicy(service))).toEqual(FOUND);
});

describe('an EnvoyProxy of the Gateway beside that of its class', () => {
  const ofClass = (spec: object) => (chart: Chart) => {
    object(GATEWAY_API, 'GatewayClass', { name: 'eg' }, { parametersRef: { kind: 'EnvoyProxy', name: 'all' } })(chart);
    object(ENVOY_GATEWAY, 'EnvoyProxy', { name: 'all', namespace: 'gateways' }, spec)(chart);
  };

  test.each<[string, object, object, string[]]>([
    ['replaces it', {}, service, []],
    ['replaces it by name', { mergeType: 'Replace' }, service, []],
    ['is merged into it', { mergeType: 'StrategicMerge' }, service, FOUND],
    ['is merged into it with a routing type', { mergeType: 'StrategicMerge', routingType: 'Endpoint' }, service, []],
    ['does not count for merged Gateways', { routingType: 'Endpoint' }, { ...service, mergeGateways: true }, FOUND],
    ['counts', service, { routingType: 'Endpoint' }, FOUND],
  ])('%s', (_, own, other, found) => {
    expect(findingsOf({}, proxied(), envoyProxy(own), ofClass(other))).toEqual(found);
  });

  test('replaces it even if the app does not define it', () => {
    expect(findingsOf({}, proxied(), ofClass(service))).toEqual([]);
  });
});
