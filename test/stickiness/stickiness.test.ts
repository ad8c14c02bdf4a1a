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
import { errorsOf, refusedBy } from '../support/findings';
import { yamlOf } from '../support/render';

const ENABLE_KEY = 'network.gateway_api.enable_sticky_session';
const HEADER_KEY = 'network.gateway_api.sticky_session_header';
const ROUTES = { HTTP: {}, gRPC: { http: undefined as never, grpc: GRPC } };
const CLASSES = { ApplicationAdvancedSettings, ContainerAdvancedSettings, HelmChartAdvancedSettings };

const everyRouteAndClass = Object.entries(ROUTES).flatMap(([kind, rules]) =>
  Object.entries(CLASSES).map(([name, settings]) => ({ kind, rules, name, settings })),
);

describe.each(everyRouteAndClass)('$name of $kind rules', ({ kind, rules, settings: Settings }) => {
  function yamlFor(settings: StickySessionSettings): string {
    return yamlOf({ ...rules, stickiness: Stickiness.fromAdvancedSettings(settings) });
  }

  function expectCookie(settings: StickySessionSettings): void {
    if (kind === 'gRPC') {
      const stickiness = Stickiness.fromAdvancedSettings(settings);
      expect(errorsOf({ ...rules, stickiness })).toEqual(['not-for-grpc stickiness']);
    } else {
      expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.cookie() }));
    }
  }

  test.each([{}, { [HEADER_KEY]: null }, { [HEADER_KEY]: '' }])(
    'ask for the default cookie, which gRPC rules cannot have, if the JSON enables them with %j',
    (header) => expectCookie(Settings.fromJson({ [ENABLE_KEY]: true, ...header })),
  );

  test.each([undefined, null, ''])(
    'ask for the default cookie, which gRPC rules cannot have, if the props enable them with the header %j',
    (header) =>
      expectCookie(
        new Settings({
          networkGatewayApiEnableStickySession: true,
          networkGatewayApiStickySessionHeader: header as string,
        }),
      ),
  );

  test('render a hash of the header that they name', () => {
    const settings = Settings.fromJson({ [ENABLE_KEY]: true, [HEADER_KEY]: 'X-User' });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.header('X-User') }));
  });

  test('render a hash of the address if their type is SourceIP', () => {
    const settings = new Settings({
      networkGatewayApiEnableStickySession: true,
      networkGatewayApiStickySessionType: StickySessionType.SOURCE_IP,
    });
    expect(yamlFor(settings)).toBe(yamlOf({ ...rules, stickiness: Stickiness.sourceIp() }));
  });

  test.each([{}, { [HEADER_KEY]: 'X-User' }])('render no policy if %j does not enable them', (header) => {
    const stickiness = Stickiness.fromAdvancedSettings(Settings.fromJson(header));
    expect(manifestsOf({ ...rules, stickiness })).toHaveLength(1);
  });
});

test('Stickiness.fromAdvancedSettings() refuses an invalid header of the settings', () => {
  const settings = ApplicationAdvancedSettings.fromJson({ [ENABLE_KEY]: true, [HEADER_KEY]: 'X User' });
  expect(refusedBy(() => Stickiness.fromAdvancedSettings(settings))).toMatchObject({
    id: 'invalid-name',
    property: 'Stickiness.header() name',
    value: '"X User"',
  });
});

test('routes with the same stickiness share nothing that a patch of one could change in another', () => {
  const stickiness = Stickiness.cookie();
  const before = yamlOf({ stickiness });
  const [policy] = route({ stickiness }, testChart()).policies;
  policy?.addJsonPatch(JsonPatch.replace('/spec/loadBalancer/consistentHash/cookie/name', 'other'));
  expect(policy?.toJson().spec.loadBalancer.consistentHash.cookie.name).toBe('other');
  expect(yamlOf({ stickiness })).toBe(before);
});

describe('Stickiness._isStickiness()', () => {
  test('recognises a stickiness, also one of another installed copy of the package', () => {
    expect(Stickiness._isStickiness(Stickiness.none())).toBe(true);
    jest.isolateModules(() => {
      const other = require('../../src').Stickiness;
      expect(other).not.toBe(Stickiness);
      expect(Stickiness._isStickiness(other.none())).toBe(true);
    });
  });

  test.each([undefined, null, 'cookie', {}, { _plan: Stickiness.none()._plan }, Stickiness, Stickiness.none])(
    'recognises no stickiness in %p',
    (value) => {
      expect(Stickiness._isStickiness(value)).toBe(false);
    },
  );

  test('takes no mark from a copy of the properties', () => {
    expect(Stickiness._isStickiness({ ...Stickiness.none() })).toBe(false);
  });
});

test('a construct renders a stickiness of another installed copy of the package', () => {
  jest.isolateModules(() => {
    const other = require('../../src').Stickiness;
    expect(yamlOf({ stickiness: other.header('X-User') })).toBe(yamlOf({ stickiness: Stickiness.header('X-User') }));
  });
});
