import { EnvoyGatewayVersion, Stickiness } from '../../../src';
import { isFormat } from '../../../src/schema/limits/header-values';
import { HTTP } from '../../support/chart';
import { errorsOf } from '../../support/findings';

const { V1_6, V1_7, V1_9 } = EnvoyGatewayVersion;
const PLACE = 'backendRefs[0].filters[0].responseHeaderModifier';

function rule(value: string, list = 'set') {
  const modifier = { type: 'ResponseHeaderModifier', responseHeaderModifier: { [list]: [{ name: 'x-a', value }] } };
  return { backendRefs: [{ ...HTTP[0]?.backendRefs[0], filters: [modifier] }] } as never;
}

test.each([
  '',
  'a',
  '%%',
  '100%% %START_TIME(%Y)%',
  'a%PROTOCOL%b',
  '%PROTOCOL()%',
  '%REQ(x-a):10%',
  '%REQ(x-a):1234567890123456789%',
  '%REQ(:path?x-a)%%RESP(?x-b)%',
  '%START_TIME(%Y)a)%',
  '%FILTER_STATE(a:FIELD:b):5%',
  '%PATH(NQ:ORIG)%',
  '%METADATA(ROUTE:a)%',
  '%XFCC_VALUE(URI)%',
])('Envoy can write the header value %j', (value) => {
  expect(isFormat(value, V1_9)).toBe(true);
});

test.each([
  '%',
  '100%',
  'a%b',
  '%PROTOCOL',
  '%protocol%',
  '%%%',
  '%E%',
  '%PROTOCOLS%',
  '%PROTOCOL(a)%',
  '%PROTOCOL:5%',
  '%REQ%',
  '%REQ()%',
  '%REQ(a)b%',
  '%REQ(a):%',
  '%REQ(a):x%',
  '%REQ(a):12345678901234567890%',
  '%REQ(a?b?c)%',
  '%REQ(a b)%',
  '%START_TIME(%n)%',
  '%START_TIME(%Y):5%',
  '%FILTER_STATE(a:FIELD)%',
  '%PATH(ORIG)%',
  '%METADATA(a)%',
  '%XFCC_VALUE(a)%',
  '%toString%',
  '%CEL(1)%',
])('Envoy refuses the header value %j', (value) => {
  expect(isFormat(value, V1_9)).toBe(false);
});

test.each(['set', 'add'])('headers that a filter may %s have values that Envoy can write', (list) => {
  expect(errorsOf({ http: [rule('100%%', list)] })).toEqual([]);
  expect(errorsOf({ http: [rule('100%', list)] })).toEqual([`envoy-limit http[0].${PLACE}.${list}[0].value`]);
  expect(errorsOf({ http: undefined, grpc: [rule('100%', list)], stickiness: Stickiness.none() })).toEqual([
    `envoy-limit grpc[0].${PLACE}.${list}[0].value`,
  ]);
});

test('a header value is read as the Envoy of target does', () => {
  const http = [rule('%REQUEST_HEADER(x-a)%')];
  expect(errorsOf({ http, target: V1_6 })).toEqual([`envoy-limit http[0].${PLACE}.set[0].value`]);
  expect(errorsOf({ http, target: V1_7 })).toEqual([]);
});
