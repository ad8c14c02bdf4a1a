import * as fc from 'fast-check';
import {
  ApplicationAdvancedSettings,
  ContainerAdvancedSettings,
  HelmChartAdvancedSettings,
  StickySessionType,
} from '../../src';
import { refusalOf, refusedBy } from '../support/findings';

const ENABLE = 'network.gateway_api.enable_sticky_session';
const HEADER = 'network.gateway_api.sticky_session_header';
const TYPE = 'network.gateway_api.sticky_session_type';
const SNAKE_ENABLE = 'network_gateway_api_enable_sticky_session';
const SNAKE_HEADER = 'network_gateway_api_sticky_session_header';
const SNAKE_TYPE = 'network_gateway_api_sticky_session_type';

const ofHeader = fc.record({
  networkGatewayApiEnableStickySession: fc.boolean(),
  networkGatewayApiStickySessionHeader: fc.string({ minLength: 1 }),
});
const ofType = fc.record({
  networkGatewayApiEnableStickySession: fc.boolean(),
  networkGatewayApiStickySessionType: fc.constantFrom(StickySessionType.COOKIE, StickySessionType.SOURCE_IP),
});

describe.each([
  ['ApplicationAdvancedSettings', ApplicationAdvancedSettings],
  ['ContainerAdvancedSettings', ContainerAdvancedSettings],
  ['HelmChartAdvancedSettings', HelmChartAdvancedSettings],
])('%s.fromJson()', (_name, Settings) => {
  test.each([
    { [ENABLE]: true, [HEADER]: 'X-User' },
    { [SNAKE_ENABLE]: true, [SNAKE_HEADER]: 'X-User' },
    { [SNAKE_ENABLE]: true, [HEADER]: 'X-User' },
    { [ENABLE]: true, [SNAKE_ENABLE]: true, [HEADER]: 'X-User', [SNAKE_HEADER]: 'X-User' },
    { [ENABLE]: true, [SNAKE_ENABLE]: null, [HEADER]: null, [SNAKE_HEADER]: 'X-User' },
    { [ENABLE]: true, [TYPE]: { Header: { name: 'X-User' } } },
    { [ENABLE]: true, [SNAKE_TYPE]: { Header: { name: 'X-User' } }, [HEADER]: 'X-User' },
    { [ENABLE]: true, [TYPE]: { Header: { name: 'X-User' } }, [HEADER]: '' },
  ])('reads the header X-User in %j', (json) => {
    expect(Settings.fromJson(json)).toStrictEqual(
      new Settings({ networkGatewayApiEnableStickySession: true, networkGatewayApiStickySessionHeader: 'X-User' }),
    );
  });

  test.each([
    [undefined, StickySessionType.COOKIE],
    [null, StickySessionType.COOKIE],
    ['', StickySessionType.COOKIE],
    ['Cookie', StickySessionType.COOKIE],
    ['SourceIP', StickySessionType.SOURCE_IP],
  ])('reads the type %j as %s', (type, expected) => {
    expect(Settings.fromJson({ [TYPE]: type }).networkGatewayApiStickySessionType).toBe(expected);
  });

  test('refuses a value that JSON cannot have', () => {
    expect(refusalOf(() => Settings.fromJson({ [ENABLE]: 5n }))).toBe(`settings-value ${ENABLE}`);
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['a text', '{}'],
    ['a list', []],
    ['a Map', new Map()],
  ])('refuses %s, which is no JSON object', (_, json) => {
    expect(refusalOf(() => Settings.fromJson(json))).toBe('settings-value fromJson()');
  });

  test.each<[string, unknown]>([
    [ENABLE, 'true'],
    [SNAKE_ENABLE, 1],
    [HEADER, false],
    [SNAKE_HEADER, ['X-User']],
    [TYPE, 'Header'],
    [TYPE, 'cookie'],
    [TYPE, 7],
    [TYPE, {}],
    [TYPE, { Header: {} }],
    [TYPE, { Header: { name: '' } }],
    [TYPE, { Header: { name: 7 } }],
    [SNAKE_TYPE, true],
  ])('refuses for %s the value %j', (key, value) => {
    expect(refusedBy(() => Settings.fromJson({ [key]: value }))).toMatchObject({
      id: 'settings-value',
      property: key,
      value: JSON.stringify(value),
    });
  });

  test.each<[string, string, unknown, unknown]>([
    [SNAKE_ENABLE, ENABLE, false, true],
    [SNAKE_TYPE, TYPE, 'Cookie', 'SourceIP'],
    [HEADER, TYPE, 'X-User', { Header: { name: 'X-Tenant' } }],
  ])('refuses %s if it contradicts %s', (key, other, value, otherValue) => {
    const refused = refusedBy(() => Settings.fromJson({ [key]: value, [other]: otherValue }));
    expect(refused).toMatchObject({ id: 'settings-contradiction', property: key, value: JSON.stringify(value) });
    expect(refused.expected).toContain(other);
  });

  test('refuses a header beside the type SourceIP', () => {
    const type = 'networkGatewayApiStickySessionType';
    const json = { [HEADER]: 'X-User', [TYPE]: 'SourceIP' };
    expect(refusalOf(() => Settings.fromJson(json))).toBe(`settings-contradiction ${type}`);
  });

  test('ignores all other keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), ofHeader, (others, props) => {
        const settings = new Settings(props);
        expect(Settings.fromJson({ ...others, ...settings.toJson() })).toStrictEqual(settings);
      }),
    );
  });

  test('reads back what toJson() wrote, in both spellings and as text', () => {
    fc.assert(
      fc.property(fc.oneof(ofHeader, ofType), (props) => {
        const settings = new Settings(props);
        const json = settings.toJson();
        const snake = Object.entries(json).map(([key, value]) => [key.replaceAll('.', '_'), value]);
        expect(Settings.fromJson(json)).toStrictEqual(settings);
        expect(Settings.fromJson(Object.fromEntries(snake))).toStrictEqual(settings);
        expect(Settings.fromJson(JSON.parse(JSON.stringify(json)))).toStrictEqual(settings);
      }),
    );
  });

  test('does not change the JSON, and later changes of it have no effect', () => {
    const json: Record<string, unknown> = { [ENABLE]: true, [TYPE]: Object.freeze({ Header: { name: 'X-User' } }) };
    const settings = Settings.fromJson(Object.freeze({ ...json }));
    const later = Settings.fromJson(json);
    json[ENABLE] = false;
    expect(later).toStrictEqual(settings);
  });
});

test.each<[string, object, string]>([
  [
    'settings',
    { settings: { 'network.gateway_api.enable_sticky_session': true } },
    'json["settings"]["network.gateway_api.enable_sticky_session"]',
  ],
  [
    'a list',
    { services: [{ advanced: { network_gateway_api_enable_sticky_session: true } }] },
    'json["services"]["0"]["advanced"]["network_gateway_api_enable_sticky_session"]',
  ],
])('settings wrapped in %s are refused', (_, json, property) => {
  expect(refusedBy(() => ApplicationAdvancedSettings.fromJson(json))).toMatchObject({
    id: 'settings-value',
    property,
    remedy: 'write "network.gateway_api.enable_sticky_session": true',
  });
});

test('an object that refers to itself, and settings below it that are not set, are ignored', () => {
  const json: Record<string, unknown> = { settings: { 'network.gateway_api.enable_sticky_session': null } };
  json.self = json;
  expect(ApplicationAdvancedSettings.fromJson(json).networkGatewayApiEnableStickySession).toBe(false);
});
