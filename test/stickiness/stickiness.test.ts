import { JsonPatch } from 'cdk8s';
import {
  ApplicationAdvancedSettings,
  ContainerAdvancedSettings,
  HelmChartAdvancedSettings,
  Stickiness,
  type StickySessionSettings,
  StickySessionType,
} from '../../src';
import { GRPC, manifestsOf, route, testChart } from '../support/chart';
import { errorOf, policyOf, yamlOf } from '../support/render';

const HEADER_KEY = 'network.gateway_api.sticky_session_header';
const ROUTES = { HTTP: {}, gRPC: { http: undefined, grpc: GRPC } };
const CLASSES = { ApplicationAdvancedSettings, ContainerAdvancedSettings, HelmChartAdvancedSettings };

const everyRouteAndClass = Object.entries(ROUTES).flatMap(([kind, rules]) =>
  Object.entries(CLASSES).map(([name, settings]) => ({ kind, rules, name, settings })),
);

describe.each(everyRouteAndClass)('$name of a $kind route', ({ rules, settings: Settings }) => {
  function yamlFor(settings: StickySessionSettings): string {
    return yamlOf({ ...rules, stickiness: Stickiness.fromAdvancedSettings(settings) });
  }

  test.each([{}, { [HEADER_KEY]: null }, { [HEADER_KEY]: '' }])('enabled with %j is the cookie default', (header) => {
    const settings = Settings.fromJson({ 'network.gateway_api.enable_sticky_session': true, ...header });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.cookie() }));
  });

  test.each([undefined, null, ''])('enabled with a header of %j is the cookie default', (header) => {
    const settings = new Settings({
      networkGatewayApiEnableStickySession: true,
      networkGatewayApiStickySessionHeader: header as string,
    });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.cookie() }));
  });

  test('enabled with a header hashes it', () => {
    const settings = Settings.fromJson({ 'network.gateway_api.enable_sticky_session': true, [HEADER_KEY]: 'X-User' });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.header('X-User') }));
  });

  test('enabled by source IP hashes the address', () => {
    const settings = new Settings({
      networkGatewayApiEnableStickySession: true,
      networkGatewayApiStickySessionType: StickySessionType.SOURCE_IP,
    });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.sourceIp() }));
  });

  test.each([{}, { [HEADER_KEY]: 'X-User' }])('disabled with %j renders no policy', (header) => {
    const stickiness = Stickiness.fromAdvancedSettings(Settings.fromJson(header));
    expect(manifestsOf({ ...rules, stickiness })).toHaveLength(1);
  });
});

test('a header of the settings that is none is refused where the stickiness is made', () => {
  const settings = ApplicationAdvancedSettings.fromJson({
    'network.gateway_api.enable_sticky_session': true,
    [HEADER_KEY]: 'X User',
  });
  expect(errorOf(() => Stickiness.fromAdvancedSettings(settings))).toContain('got "X User"');
});

test('without a stickiness no policy is made', () => {
  expect(policyOf(Stickiness.none())).toBeUndefined();
});

test('a stickiness cannot be changed', () => {
  expect(Object.isFrozen(Stickiness.cookie())).toBe(true);
});

test('routes that share a stickiness share nothing that a patch could change', () => {
  const stickiness = Stickiness.cookie();
  const before = yamlOf({ stickiness });
  const [policy] = route({ stickiness }, testChart()).policies;
  policy?.addJsonPatch(JsonPatch.replace('/spec/loadBalancer/consistentHash/cookie/name', 'other'));
  expect(policy?.toJson().spec.loadBalancer.consistentHash.cookie.name).toBe('other');
  expect(yamlOf({ stickiness })).toBe(before);
});
