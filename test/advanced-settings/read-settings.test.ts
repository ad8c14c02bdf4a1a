import * as fc from 'fast-check';
import {
  ApplicationAdvancedSettings,
  ContainerAdvancedSettings,
  HelmChartAdvancedSettings,
  StickySessionType,
} from '../../src';
import { errorOf } from '../support/render';

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
  { settings: ApplicationAdvancedSettings },
  { settings: ContainerAdvancedSettings },
  { settings: HelmChartAdvancedSettings },
])('$settings.name.fromJson()', ({ settings: Settings }) => {
  test.each([
    { [ENABLE]: true, [HEADER]: 'X-User' },
    { [SNAKE_ENABLE]: true, [SNAKE_HEADER]: 'X-User' },
    { [SNAKE_ENABLE]: true, [HEADER]: 'X-User' },
    { [ENABLE]: true, [SNAKE_ENABLE]: true, [HEADER]: 'X-User', [SNAKE_HEADER]: 'X-User' },
    { [ENABLE]: true, [SNAKE_ENABLE]: null, [HEADER]: null, [SNAKE_HEADER]: 'X-User' },
    { [ENABLE]: true, [TYPE]: { Header: { name: 'X-User' } } },
    { [ENABLE]: true, [SNAKE_TYPE]: { Header: { name: 'X-User' } }, [HEADER]: 'X-User' },
    { [ENABLE]: true, [TYPE]: { Header: { name: 'X-User' } }, [HEADER]: '' },
  ])('reads %j', (json) => {
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

  test.each<[string, unknown, string]>([
    ['no object', null, 'fromJson(): got null; allowed: a JSON object; remedy: parse the text first.'],
    ['text', '{}', 'fromJson(): got "{}"; allowed: a JSON object; remedy: parse the text first.'],
    ['a list', [], 'fromJson(): got []; allowed: a JSON object; remedy: parse the text first.'],
    [
      'text for a boolean',
      { [ENABLE]: 'true' },
      `${ENABLE}: got "true"; allowed: true or false; remedy: write true or false.`,
    ],
    [
      'a number for a boolean, under the other spelling',
      { [SNAKE_ENABLE]: 1 },
      `${SNAKE_ENABLE}: got 1; allowed: true or false; remedy: write true or false.`,
    ],
    [
      'a boolean for a header',
      { [HEADER]: false },
      `${HEADER}: got false; allowed: the name of a header, or null; remedy: write the name of a header, or null.`,
    ],
    [
      'a list for a header, under the other spelling',
      { [SNAKE_HEADER]: ['X-User'] },
      `${SNAKE_HEADER}: got ["X-User"]; allowed: the name of a header, or null; remedy: write the name of a header, or null.`,
    ],
    ...['Header', 'cookie', 7, {}, { Header: {} }, { Header: { name: '' } }, { Header: { name: 7 } }].map(
      (type): [string, unknown, string] => [
        `the type ${JSON.stringify(type)}`,
        { [TYPE]: type },
        `${TYPE}: got ${JSON.stringify(type)}; allowed: "Cookie", "SourceIP" or {"Header": {"name": "…"}}; remedy: write one of these, or null.`,
      ],
    ),
    [
      'two spellings with two values',
      { [ENABLE]: true, [SNAKE_ENABLE]: false },
      `${SNAKE_ENABLE}: got false; allowed: what ${ENABLE} says; remedy: remove one of the two.`,
    ],
    [
      'a header and a type with another one',
      { [HEADER]: 'X-User', [TYPE]: { Header: { name: 'X-Tenant' } } },
      `${HEADER}: got "X-User"; allowed: what ${TYPE} says; remedy: remove one of the two.`,
    ],
  ])('refuses %s', (_, json, message) => {
    expect(errorOf(() => Settings.fromJson(json))).toBe(message);
  });

  test('leaves all other keys alone', () => {
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

  test('changes nothing, and later changes of the object change nothing', () => {
    const json: Record<string, unknown> = { [ENABLE]: true, [TYPE]: Object.freeze({ Header: { name: 'X-User' } }) };
    const settings = Settings.fromJson(Object.freeze({ ...json }));
    const later = Settings.fromJson(json);
    json[ENABLE] = false;
    expect(later).toStrictEqual(settings);
  });
});
