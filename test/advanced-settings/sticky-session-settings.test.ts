import {
  ApplicationAdvancedSettings,
  ContainerAdvancedSettings,
  HelmChartAdvancedSettings,
  type StickySessionSettingsProps,
  StickySessionType,
} from '../../src';
import { refusedBy } from '../support/findings';

const { COOKIE, HEADER, SOURCE_IP } = StickySessionType;

describe.each([
  { settings: ApplicationAdvancedSettings },
  { settings: ContainerAdvancedSettings },
  { settings: HelmChartAdvancedSettings },
])('$settings.name', ({ settings: Settings }) => {
  const make = (header: string | null | undefined, type: StickySessionType | undefined) =>
    new Settings({
      networkGatewayApiEnableStickySession: true,
      networkGatewayApiStickySessionHeader: header as string,
      networkGatewayApiStickySessionType: type as StickySessionType,
    });

  test('is disabled, of type Cookie and without a header by default', () => {
    const expected = { networkGatewayApiEnableStickySession: false, networkGatewayApiStickySessionType: COOKIE };
    expect({ ...new Settings() }).toEqual(expected);
    expect({ ...new Settings({}) }).toEqual(expected);
    expect({ ...Settings.fromJson({}) }).toEqual(expected);
  });

  test.each<[string | null | undefined, StickySessionType | undefined, string | undefined, StickySessionType]>([
    ['X-User', undefined, 'X-User', HEADER],
    ['X-User', HEADER, 'X-User', HEADER],
    [undefined, COOKIE, undefined, COOKIE],
    [undefined, SOURCE_IP, undefined, SOURCE_IP],
    ['', undefined, undefined, COOKIE],
    [null, undefined, undefined, COOKIE],
    ['', SOURCE_IP, undefined, SOURCE_IP],
  ])('reads the header %j and the type %j as %j and %j', (header, type, expectedHeader, expectedType) => {
    const settings = make(header, type);
    expect(settings.networkGatewayApiEnableStickySession).toBe(true);
    expect(settings.networkGatewayApiStickySessionHeader).toBe(expectedHeader);
    expect(settings.networkGatewayApiStickySessionType).toBe(expectedType);
  });

  test.each<[string, StickySessionType]>([
    ['X-User', COOKIE],
    ['X-User', SOURCE_IP],
    ['', HEADER],
  ])('refuses the header %j with the type %j, which contradict each other', (header, type) => {
    expect(refusedBy(() => make(header, type))).toMatchObject({
      id: 'settings-contradiction',
      property: 'networkGatewayApiStickySessionType',
      value: JSON.stringify(type),
    });
  });

  test('refuses the type Header without a header', () => {
    expect(refusedBy(() => make(undefined, HEADER))).toMatchObject({
      id: 'settings-contradiction',
      property: 'networkGatewayApiStickySessionType',
      value: '"Header"',
    });
  });

  test('expects the types without a header only if none is named, and else advises to remove one', () => {
    const [tooFew, tooMany] = [refusedBy(() => make('', HEADER)), refusedBy(() => make('X-User', COOKIE))];
    expect([tooFew, tooMany].map(({ expected }) => expected.includes('SourceIP'))).toEqual([true, false]);
    expect([tooFew, tooMany].map(({ remedy }) => remedy.startsWith('remove'))).toEqual([false, true]);
  });

  test.each<[StickySessionSettingsProps, object]>([
    [{}, { 'network.gateway_api.enable_sticky_session': false }],
    [
      { networkGatewayApiEnableStickySession: true, networkGatewayApiStickySessionHeader: 'X-User' },
      {
        'network.gateway_api.enable_sticky_session': true,
        'network.gateway_api.sticky_session_header': 'X-User',
      },
    ],
    [
      { networkGatewayApiStickySessionType: SOURCE_IP },
      {
        'network.gateway_api.enable_sticky_session': false,
        'network.gateway_api.sticky_session_type': 'SourceIP',
      },
    ],
    [
      { networkGatewayApiStickySessionType: COOKIE, networkGatewayApiStickySessionHeader: '' },
      { 'network.gateway_api.enable_sticky_session': false },
    ],
  ])('writes %j under dotted keys as %j, and nothing else', (props, json) => {
    expect(Object.entries(new Settings(props).toJson())).toEqual(Object.entries(json));
  });
});

test.each([
  'network.gateway_api.enable_sticky_session',
  'network_gateway_api_sticky_session_header',
  'enableStickySession',
])('the constructor refuses the key %s, which it would ignore', (key) => {
  expect(refusedBy(() => new ApplicationAdvancedSettings({ [key]: true } as never))).toMatchObject({
    id: 'settings-value',
    property: key,
    remedy: 'pass a JSON object to fromJson()',
  });
});

test('the constructor ignores keys about other things', () => {
  expect(() => new ApplicationAdvancedSettings({ 'build.cpu': 1 } as never)).not.toThrow();
});
