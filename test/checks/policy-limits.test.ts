import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import { Stickiness } from '../../src';
import { GRPC, problemsOf } from '../chart';

const active = (rest: object) => ({ healthCheck: { active: { type: 'TCP', tcp: {}, ...rest } } });
const sending = (binary: string) => active({ tcp: { send: { type: 'Binary', binary } } });
const retries = (retry: object) => ({ retry });
const keepalive = (tcpKeepalive: object) => ({ tcpKeepalive });
const http = (rest: object) => active({ type: 'HTTP', tcp: undefined, http: { path: '/', ...rest } });
const backOff = (rest: object) => ({ retry: { perRetry: { backOff: rest } } });
const bandwidth = (value: unknown, unit: string) => ({
  bandwidthLimit: { request: { limit: { value: { value }, unit } } },
});
const GZIP = { type: 'Gzip', gzip: {} };
const tag = (rest: object) => ({ telemetry: { tracing: { customTags: { tag: rest } } } });
const limit = (unit: string, clientSelectors?: object[]) => ({ limit: { requests: 1, unit }, clientSelectors });
const local = (...rules: object[]) => ({ rateLimit: { local: { rules } } });
const selector = (rest: object) => local(limit('Second', [rest]));

const balanced = (rest: object) => ({ loadBalancer: { type: 'RoundRobin', ...rest } });
const preconnect = (predictivePercent: number) => ({
  ...balanced({}),
  connection: { preconnect: { predictivePercent } },
});
const override = (rest: object, match: object = { statusCodes: [{ value: 404 }] }) => ({
  responseOverride: [{ match, ...rest }],
});
const headerMatch = (value: string) => ({
  responseHeaders: [{ name: 'a', value: { type: 'RegularExpression', value } }],
});

/** A field with values that Envoy Gateway takes, and with others of which one would freeze the Gateway or be refused. */
const limits: [path: string, good: object[], bad: object[]][] = [
  ['healthCheck.active.timeout', [active({ timeout: '1ms' })], [active({ timeout: '0h0m' })]],
  ['healthCheck.active.interval', [active({ interval: '1s' })], [active({ interval: '0s' })]],
  ['healthCheck.active.overrides', [active({ overrides: { port: 1 } })], [active({ overrides: {} })]],
  ['healthCheck.active.http.method', [http({ method: 'GET' })], [http({ method: 'get' }), http({ method: '' })]],
  ['healthCheck.active.http.expectedStatuses', [http({ expectedStatuses: [200] })], [http({ expectedStatuses: [] })]],
  [
    'healthCheck.active.http.expectedResponse',
    [http({ expectedResponse: { type: 'Text', text: 'x' } })],
    [http({ expectedResponse: { type: 'Text', text: '' } })],
  ],
  [
    'healthCheck.passive.interval',
    [{ healthCheck: { passive: {} } }],
    [{ healthCheck: { passive: { interval: '0s' } } }],
  ],
  ['timeout.tcp.connectTimeout', [{ timeout: { tcp: {} } }], [{ timeout: { tcp: { connectTimeout: '0s' } } }]],
  [
    'faultInjection.abort.httpStatus',
    [{ faultInjection: { abort: { httpStatus: 599 } } }],
    [{ faultInjection: { abort: { httpStatus: 600 } } }],
  ],
  ['connection.preconnect.predictivePercent', [preconnect(300)], [preconnect(301)]],
  [
    'loadBalancer.endpointOverride.extractFrom[0]',
    [balanced({ endpointOverride: { extractFrom: [{ header: 'x' }] } })],
    [
      balanced({ endpointOverride: { extractFrom: [{}] } }),
      balanced({ endpointOverride: { extractFrom: [{ header: '' }] } }),
    ],
  ],
  [
    'loadBalancer.zoneAware.weightedZones[0].weight',
    [balanced({ zoneAware: { weightedZones: [{ zone: 'a', weight: 1 }] } })],
    [balanced({ zoneAware: { weightedZones: [{ zone: 'a', weight: 0 }] } })],
  ],
  [
    'responseOverride[0].response.statusCode',
    [override({ response: { statusCode: 599 } })],
    [override({ response: { statusCode: 600 } }), override({ response: { statusCode: 199 } })],
  ],
  [
    'responseOverride[0].redirect.port',
    [override({ redirect: { port: 65535 } })],
    [override({ redirect: { port: 65536 } }), override({ redirect: { port: 0 } })],
  ],
  [
    'responseOverride[0].match.responseHeaders[0].value',
    [override({ response: {} }, headerMatch('a|b'))],
    [override({ response: {} }, headerMatch('('))],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors[0].path',
    [selector({ path: { value: '(' } })],
    [selector({ path: { type: 'RegularExpression', value: '(' } })],
  ],
  [
    'telemetry.tracing.tags.a',
    [{ telemetry: { tracing: { tags: { a: 'b' } } } }],
    [{ telemetry: { tracing: { tags: { a: '' } } } }],
  ],
  ['faultInjection.delay.fixedDelay', [], [{ faultInjection: { delay: { fixedDelay: '0ms' } } }]],
  [
    'retry.perRetry.backOff',
    [backOff({}), backOff({ baseInterval: '1s' }), backOff({ baseInterval: '1s', maxInterval: '1000ms' })],
    [
      backOff({ baseInterval: '0s' }),
      backOff({ maxInterval: '1s' }),
      backOff({ baseInterval: '1s', maxInterval: '999ms' }),
    ],
  ],
  ['requestBuffer', [], [{ requestBuffer: {} }]],
  [
    'requestBuffer.limit',
    [{ requestBuffer: { limit: { value: '1' } } }, { requestBuffer: { limit: { value: 2 ** 32 - 1 } } }],
    [{ requestBuffer: { limit: { value: 0 } } }, { requestBuffer: { limit: { value: '4Gi' } } }],
  ],
  [
    'httpUpgrade',
    [{ httpUpgrade: [{ type: 'websocket' }, { type: 'CONNECT' }] }],
    [{ httpUpgrade: [{ type: '' }] }, { httpUpgrade: [{ type: 'websocket' }, { type: 'WebSocket' }] }],
  ],
  [
    'connection.bufferLimit',
    [{ connection: { bufferLimit: { value: 0 } } }],
    [{ connection: { bufferLimit: { value: -1 } } }, { connection: { bufferLimit: { value: '1.5Mi' } } }],
  ],
  [
    'http2.connectionKeepalive',
    [{ http2: { connectionKeepalive: { timeout: '1s', interval: '2s' } } }],
    [
      { http2: { connectionKeepalive: {} } },
      { http2: { connectionKeepalive: { timeout: '0s' } } },
      { http2: { connectionKeepalive: { timeout: '1s', idleInterval: '0s' } } },
    ],
  ],
  [
    'http2.initialStreamWindowSize',
    [{ http2: { initialStreamWindowSize: { value: '64Ki' } } }],
    [{ http2: { initialStreamWindowSize: { value: '64k' } } }],
  ],
  ['bandwidthLimit.request.limit', [bandwidth('60Ki', 'Minute')], [bandwidth(60 * 1024 - 1, 'Minute')]],
  [
    'rateLimit.local.rules[0].limit.requests',
    [local({ limit: { requests: 1, unit: 'Second' } })],
    [local({ limit: { requests: 0, unit: 'Second' } })],
  ],
  [
    'compression',
    [{ compression: [{ type: 'Gzip' }, { type: 'Brotli' }] }],
    [{ compression: [{ type: 'Gzip' }, { type: 'Gzip' }] }],
  ],
  ['compressor', [{ compressor: [GZIP, { type: 'Brotli', brotli: {} }] }], [{ compressor: [GZIP, GZIP] }]],
  [
    'compressor[0]',
    [{ compressor: [{ type: 'Zstd', zstd: {} }] }],
    [{ compressor: [{ type: 'Zstd' }] }, { compressor: [{ type: 'Zstd', gzip: {} }] }],
  ],
  [
    'healthCheck.active.tcp.send.binary',
    ['YQ==', 'YWE=', 'YWFh', 'YWFhYQ=='].map(sending),
    ['YQ', 'YQ=', 'YQ===', 'Y', 'YWFh=', '+/==', 'ä'].map(sending),
  ],
  [
    'retry',
    [retries({ numRetries: 10_000, numAttemptsPerPriority: 1 }), retries({ numRetries: 2 ** 31 - 1 })],
    [retries({ numRetries: 10_001, numAttemptsPerPriority: 1 })],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors',
    [local(limit('Second', [{ methods: [{ value: 'GET' }] }, { path: { value: '/' } }]))],
    [
      selector({ methods: [{ value: 'GET' }, { value: 'POST' }] }),
      local(limit('Second', [{ methods: [{ value: 'GET' }] }, { methods: [{ value: 'POST' }] }])),
    ],
  ],
  [
    'tcpKeepalive',
    [
      keepalive({ probes: 127, idleTime: '32767s', interval: '32767s' }),
      keepalive({ probes: 128, idleTime: '999ms' }),
      keepalive({ probes: 0, interval: '10h' }),
      keepalive({}),
    ],
    [{ probes: 128 }, { idleTime: '32768s' }, { interval: '10h', probes: 1 }].map(keepalive),
  ],
  ['rateLimit', [{ rateLimit: { local: {} } }], [{ rateLimit: { type: 'Global', local: {} } }]],
  [
    'rateLimit.local.rules',
    [local(limit('Minute'), limit('Hour', [{ methods: [{ value: 'GET' }] }]))],
    [local(limit('Minute'), limit('Hour')), local(limit('Minute'), limit('Second', [{ methods: [{ value: 'GET' }] }]))],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors[0].headers[0]',
    [selector({ headers: [{ name: 'a', value: 'b' }] }), selector({ headers: [{ name: 'a', type: 'Distinct' }] })],
    [selector({ headers: [{ name: 'a' }] }), selector({ headers: [{ name: 'a', type: 'Distinct', value: 'b' }] })],
  ],
  [
    'rateLimit.local.rules[0].clientSelectors[0].sourceCidr.value',
    ['10.0.0.0/8', '::/0', '1.2.3.4/32'].map((value) => selector({ sourceCidr: { value } })),
    ['10.0.0.0', '10.0.0.0/33', 'a/8', '10.0.0.0/', '::/129', '10.0.0.0/8/8'].map((value) =>
      selector({ sourceCidr: { value } }),
    ),
  ],
  [
    'telemetry.tracing.customTags.tag',
    [tag({ literal: { value: 'x' } }), tag({ type: 'Environment', environment: { name: 'x' } })],
    [tag({}), tag({ literal: { value: '' } }), tag({ type: 'RequestHeader', literal: { value: 'x' } })],
  ],
];

test.each(limits)('%s is checked beyond what the CRD says', (path, good, bad) => {
  const problems = (trafficPolicy: BackendTrafficPolicySpec) =>
    problemsOf({ trafficPolicy, stickiness: Stickiness.none() }).map((problem) => problem.split(': got ')[0]);
  for (const policy of good) expect(problems(policy)).toEqual([]);
  for (const policy of bad) expect(problems(policy)).toEqual([`trafficPolicy.${path}`]);
});

test('gRPC health checks are for gRPC rules', () => {
  const trafficPolicy = { healthCheck: { active: { type: 'GRPC' as never } } };
  expect(problemsOf({ trafficPolicy, http: undefined, grpc: GRPC })).toEqual([]);
  expect(problemsOf({ trafficPolicy })).toEqual([
    'trafficPolicy.healthCheck.active.type: got "GRPC"; allowed: HTTP or TCP where there are HTTP rules; remedy: write one of these, or give the gRPC rules a construct of their own.',
  ]);
});

test('the message says what to write', () => {
  expect(problemsOf({ trafficPolicy: active({ overrides: {} }) as never })).toEqual([
    'trafficPolicy.healthCheck.active.overrides: got {}; allowed: a port; remedy: set port, or remove overrides.',
  ]);
});
