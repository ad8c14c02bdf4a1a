import {
  ApplicationAdvancedSettings,
  ContainerAdvancedSettings,
  HelmChartAdvancedSettings,
  type StickySessionSettingsProps,
  StickySessionType,
} from '../../src';
import { errorOf } from '../support/render';

const { COOKIE, HEADER, SOURCE_IP } = StickySessionType;

describe.each([
  { settings: ApplicationAdvancedSettings },
  { settings: ContainerAdvancedSettings },
  { settings: HelmChartAdvancedSettings },
])('$settings.name', ({ settings: Settings }) => {
  const make = (enable?: boolean, header?: string | null, type?: StickySessionType) =>
    new Settings({
      networkGatewayApiEnableStickySession: enable,
      networkGatewayApiStickySessionHeader: header as string | undefined,
      networkGatewayApiStickySessionType: type,
    });

  test('is disabled, without a header, where nothing is said', () => {
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
  ])('the header %j and the type %j are %j and %j', (header, type, expectedHeader, expectedType) => {
    const settings = make(true, header, type);
    expect(settings.networkGatewayApiEnableStickySession).toBe(true);
    expect(settings.networkGatewayApiStickySessionHeader).toBe(expectedHeader);
    expect(settings.networkGatewayApiStickySessionType).toBe(expectedType);
  });

  test.each<[string | undefined, StickySessionType, string]>([
    ['X-User', COOKIE, 'got "Cookie"; allowed: Header where one is named; remedy: remove the type or the header.'],
    ['X-User', SOURCE_IP, 'got "SourceIP"; allowed: Header where one is named; remedy: remove the type or the header.'],
    [undefined, HEADER, 'got "Header"; allowed: Cookie or SourceIP where no header is named; remedy: name the header.'],
    ['', HEADER, 'got "Header"; allowed: Cookie or SourceIP where no header is named; remedy: name the header.'],
  ])('the header %j and the type %j contradict each other', (header, type, message) => {
    expect(errorOf(() => make(true, header, type))).toBe(`networkGatewayApiStickySessionType: ${message}`);
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
  ])('%j is written under dotted keys, and no others', (props, json) => {
    expect(Object.entries(new Settings(props).toJson())).toEqual(Object.entries(json));
  });
});
