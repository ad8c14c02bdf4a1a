import { EnvoyGatewayVersion } from '../../../src';
import { isCommand } from '../../../src/schema/limits/header-commands';

const { V1_5, V1_6, V1_7, V1_8, V1_9 } = EnvoyGatewayVersion;

/** Arguments that the commands take, and others that they refuse. */
const ARGUMENTS: readonly [names: readonly string[], good: readonly string[], bad: readonly string[]][] = [
  [
    ['REQ', 'RESP', 'STREAM_INFO_REQ', 'TRAILER', 'REQUEST_HEADER', 'RESPONSE_HEADER', 'RESPONSE_TRAILER'],
    ['x-a', ':path', "X!#$&'*+.^_`|~%9", 'x-a?x-b', 'x-a?:path', '?x-b', 'x-a?'],
    ['', 'a?b?c', 'a b', ' a', 'a ', 'a?b c', 'a:b', '::a'],
  ],
  [['DYNAMIC_METADATA', 'ENVIRONMENT', 'QUERY_PARAM', 'CLUSTER_METADATA', 'UPSTREAM_METADATA'], ['a', 'a:b'], ['']],
  [
    ['METADATA'],
    ['DYNAMIC', 'CLUSTER', 'ROUTE', 'UPSTREAM_HOST', 'LISTENER', 'VIRTUAL_HOST', 'LISTENER_FILTER_CHAIN'].flatMap(
      (kind) => [kind, `${kind}:a:b`],
    ),
    ['', 'a', 'ROUTER', 'A_ROUTE', ':ROUTE', 'LISTENER_FILTER_CHAINS', 'A_LISTENER_FILTER_CHAIN'],
  ],
  [
    ['FILTER_STATE', 'UPSTREAM_FILTER_STATE'],
    ['a', 'ab', 'a:', 'a:PLAIN', 'a:TYPED', 'a:FIELD:b', 'a:FIELD:bc'],
    ['', ':PLAIN', 'a:FIELD', 'a:FIELD:', 'a:OTHER', 'a:PLAIN:b'],
  ],
  [['PER_REQUEST_STATE'], ['a', 'ab'], ['', 'a:', ':a', 'a:b']],
  [
    [
      'START_TIME',
      'START_TIME_LOCAL',
      'EMIT_TIME',
      'EMIT_TIME_LOCAL',
      'DOWNSTREAM_PEER_CERT_V_START',
      'DOWNSTREAM_PEER_CERT_V_END',
      'UPSTREAM_PEER_CERT_V_START',
      'UPSTREAM_PEER_CERT_V_END',
    ],
    ['', '%Y', '%Yn', 'n', '%an', '%E', '%Qn'],
    ['%n', '%Y%n', '%-n', '%_0^#n', '%12n', '%-12n', '%En', '%On', '%_3En', '%naa'],
  ],
  [
    ['COMMON_DURATION'],
    [':', 'a:b', 'ab:cd', 'a:b:ms', 'a:b:us', 'a:b:ns'],
    ['', 'a', 'a:b:s', 'a:b:ms:c', 'a:b:', 'c:a:b:ms'],
  ],
  [['GRPC_STATUS'], ['', 'CAMEL_STRING', 'SNAKE_STRING', 'NUMBER'], ['STRING', 'NUMBERS', 'A_NUMBER']],
  [
    ['PATH'],
    ['', 'WQ', 'NQ', 'NQ:', 'NQ:ORIG', 'WQ:PATH', 'WQ:ORIG_OR_PATH', ':ORIG', 'NQ:ORIG:', '::ab', 'NQ:PATH:ab'],
    ['ORIG', 'WQNQ', 'AWQ', 'WQA', 'NQ:ORIGS', 'NQ:AORIG'],
  ],
  [['RESPONSE_CODE_DETAILS'], ['', 'a', 'ALLOW_WHITESPACES'], []],
  [
    ['XFCC_VALUE'],
    ['hash', 'cert', 'chain', 'subject', 'uri', 'dns', 'by', 'URI', 'Hash'],
    ['', 'a', 'uris', 'auri', 'hashes', 'standby'],
  ],
  [
    ['REQUESTED_SERVER_NAME'],
    [
      '',
      'SNI_ONLY',
      'SNI_FIRST',
      'HOST_FIRST',
      'SNI_FIRST:HOST',
      'HOST_FIRST:ORIG',
      ':ORIG_OR_HOST',
      'SNI_ONLY:ORIG:a',
      '::ab',
    ],
    ['SNI', 'HOST', 'A_SNI_ONLY', 'SNI_ONLYA', 'SNI_ONLY:HOSTS', 'SNI_ONLY:AHOST'],
  ],
  [['QUERY_PARAMS'], ['', 'ORIG', 'DECODED'], ['a', 'ORIGS', 'AORIG', 'DECODEDS']],
  [['DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', 'UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT'], ['', '24'], []],
  [['PROTOCOL', 'UPSTREAM_REMOTE_ADDRESS', 'SPAN_ID', 'DOWNSTREAM_TLS_GROUP'], [''], ['a']],
  [['protocol', 'CEL', 'COALESCE', 'PROTOCOLS', 'toString', ''], [], ['', 'a']],
];

const callsOf = (which: 1 | 2) =>
  ARGUMENTS.flatMap((row) => row[0].map((name) => [name, row[which]] as const)).filter(([, each]) => each.length > 0);

test.each(callsOf(1))('the command %s takes the arguments %j', (name, args) => {
  expect(args.filter((argument) => !isCommand(name, argument, undefined, V1_9))).toEqual([]);
});

test.each(callsOf(2))('the command %s refuses the arguments %j', (name, args) => {
  expect(args.filter((argument) => isCommand(name, argument, undefined, V1_9))).toEqual([]);
});

test.each([
  ['REQ', 'x-a'],
  ['RESPONSE_TRAILER', 'x-a'],
  ['QUERY_PARAM', 'a'],
  ['METADATA', 'ROUTE:a'],
  ['METADATA', 'LISTENER_FILTER_CHAIN:a'],
  ['FILTER_STATE', 'a'],
  ['PATH', 'NQ'],
  ['XFCC_VALUE', 'uri'],
  ['QUERY_PARAMS', 'ORIG'],
])('the command %s(%s) takes a length', (name, argument) => {
  expect(isCommand(name, argument, '10', V1_9)).toBe(true);
});

test.each([
  ['CLUSTER_METADATA', 'a'],
  ['PER_REQUEST_STATE', 'a'],
  ['START_TIME', '%Y'],
  ['UPSTREAM_PEER_CERT_V_END', '%Y'],
  ['COMMON_DURATION', 'a:b'],
  ['GRPC_STATUS', 'NUMBER'],
  ['RESPONSE_CODE_DETAILS', ''],
  ['REQUESTED_SERVER_NAME', 'SNI_ONLY'],
  ['UPSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', '24'],
  ['PROTOCOL', ''],
])('the command %s(%s) takes no length', (name, argument) => {
  expect(isCommand(name, argument, undefined, V1_9)).toBe(true);
  expect(isCommand(name, argument, '10', V1_9)).toBe(false);
});

test.each([
  ['REQUEST_HEADER', 'x-a', V1_6, V1_7],
  ['REQUESTED_SERVER_NAME', 'SNI_ONLY', V1_6, V1_7],
  ['METADATA', 'LISTENER_FILTER_CHAIN', V1_6, V1_7],
  ['UPSTREAM_REMOTE_ADDRESS_ENDPOINT_ID', '', V1_6, V1_7],
  ['QUERY_PARAMS', '', V1_7, V1_8],
  ['DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', '24', V1_7, V1_8],
  ['SPAN_ID', '', V1_7, V1_8],
  ['UPSTREAM_LOCAL_CLOSE_REASON', '', V1_7, V1_8],
  ['DOWNSTREAM_TLS_GROUP', '', V1_8, V1_9],
])('the command %s(%s) is unknown to the Envoy before the one that introduced it', (name, argument, before, since) => {
  expect(isCommand(name, argument, undefined, before)).toBe(false);
  expect(isCommand(name, argument, undefined, since)).toBe(true);
});

test.each([
  ['REQ', 'x-a'],
  ['REQUESTED_SERVER_NAME', ''],
  ['METADATA', 'ROUTE:a'],
  ['DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', ''],
  ['VIRTUAL_CLUSTER_NAME', ''],
])('the command %s(%s) is known to the oldest Envoy', (name, argument) => {
  expect(isCommand(name, argument, undefined, V1_5)).toBe(true);
});
