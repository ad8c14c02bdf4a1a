import { EnvoyGatewayVersion, type StickyGatewayRouteProps } from '../../../src';
import { problemsOf } from '../../support/chart';

const { V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;

const ALLOWED =
  '"%" only as "%%", or in a command that the Envoy of target has, such as "%REQ(x-user)%", but CEL and COALESCE';

function rule(value: string, list = 'set') {
  const modifier = { type: 'ResponseHeaderModifier', responseHeaderModifier: { [list]: [{ name: 'x-a', value }] } };
  return { backendRefs: [{ name: 'api', port: 80, filters: [modifier] }] };
}

function problemsWith(value: string, props: Partial<StickyGatewayRouteProps> = {}): string[] {
  return problemsOf({ http: [rule(value) as never], ...props });
}

test.each([
  '%%',
  '100%% %START_TIME(%Y)%',
  'a%PROTOCOL%b',
  '%PROTOCOL()%',
  '%REQ(x-a):10%',
  '%REQ(:path?x-a)%%RESP(?x-b)%',
  '%START_TIME(%Y)a)%',
  '%FILTER_STATE(a:FIELD:b):5%',
  '%PATH(NQ:ORIG)%',
  '%METADATA(ROUTE:a)%',
  '%XFCC_VALUE(URI)%',
])('a header may be set to %j', (value) => {
  expect(problemsWith(value)).toEqual([]);
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
  '%REQ(a):x%',
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
])('a header may not be set to %j, which freezes the Gateway', (value) => {
  const message = `got ${JSON.stringify(value)}; allowed: ${ALLOWED}; remedy: write "%%" for a percent sign.`;
  const place = 'backendRefs[0].filters[0].responseHeaderModifier';
  expect(problemsWith(value)).toEqual([`http[0].${place}.set[0].value: ${message}`]);
  expect(problemsOf({ http: undefined, grpc: [rule(value, 'add') as never] })).toEqual([
    `grpc[0].${place}.add[0].value: ${message}`,
  ]);
});

test.each([
  ['%REQUEST_HEADER(x-a)%', V1_6, V1_7],
  ['%UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID%', V1_6, V1_7],
  ['%REQUESTED_SERVER_NAME(SNI_ONLY)%', V1_6, V1_7],
  ['%METADATA(LISTENER_FILTER_CHAIN)%', V1_6, V1_7],
  ['%SPAN_ID%', V1_7, V1_8],
  ['%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT(24)%', V1_7, V1_8],
  ['%DOWNSTREAM_TLS_GROUP%', V1_8, V1_9],
])('the Envoy of a target has %s or not', (value, before, since) => {
  expect(problemsWith(value, { target: before })).toHaveLength(1);
  expect(problemsWith(value, { target: since })).toEqual([]);
});
