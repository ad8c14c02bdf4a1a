import { GRPC, problemsOf } from '../../support/chart';
import { testLimits } from '../../support/limits';

const active = (rest: object) => ({ healthCheck: { active: { type: 'TCP', tcp: {}, ...rest } } });
const sending = (binary: string) => active({ tcp: { send: { type: 'Binary', binary } } });
const http = (rest: object) => active({ type: 'HTTP', tcp: undefined, http: { path: '/', ...rest } });

testLimits([
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
  [
    'healthCheck.active.tcp.send.binary',
    ['YQ==', 'YWE=', 'YWFh', 'YWFhYQ=='].map(sending),
    ['YQ', 'YQ=', 'YQ===', 'Y', 'YWFh=', '+/==', 'ä'].map(sending),
  ],
]);

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
