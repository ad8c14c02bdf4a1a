import { testPolicyLimits } from '../../support/limits';

const active = (rest: object) => ({ healthCheck: { active: { type: 'TCP', tcp: {}, ...rest } } });
const passive = (rest: object) => ({ healthCheck: { passive: rest } });
const http = (rest: object) => active({ type: 'HTTP', tcp: undefined, http: { path: '/', ...rest } });

/** Where a check may have a payload. */
const PAYLOADS = {
  'tcp.send': (send: object) => active({ tcp: { send } }),
  'tcp.receive': (receive: object) => active({ tcp: { receive } }),
  'http.expectedResponse': (expectedResponse: object) => http({ expectedResponse }),
  'http.requestBody': (requestBody: object) => http({ method: 'POST', requestBody }),
};

testPolicyLimits([
  ['healthCheck.active.timeout', [active({ timeout: '1ms' })], [active({ timeout: '0h0m' })]],
  ['healthCheck.active.interval', [active({ interval: '1s' })], [active({ interval: '0s' })]],
  ['healthCheck.active.overrides', [active({ overrides: { port: 1 } })], [active({ overrides: {} })]],
  [
    'healthCheck.active.http.method',
    ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'].map((method) => http({ method })),
    ['get', '', 'CONNECT'].map((method) => http({ method })),
  ],
  [
    'healthCheck.active.http.path',
    ['/', '/a b', '/a\tb', '/ä', '/~'].map((path) => http({ path })),
    ['/a\u0001', '/\u0008b', '/\u000b', '/\u001f', '/\u007f'].map((path) => http({ path })),
  ],
  ['healthCheck.active.http.expectedStatuses', [http({ expectedStatuses: [200] })], [http({ expectedStatuses: [] })]],
  ...Object.entries(PAYLOADS).map(
    ([place, payload]) =>
      [
        `healthCheck.active.${place}`,
        [payload({ type: 'Text', text: 'x' }), payload({ type: 'Binary', binary: 'YQ==' })],
        [payload({ type: 'Text', text: '' }), payload({ type: 'Binary', binary: '' })],
      ] as const,
  ),
  ...Object.entries(PAYLOADS).map(
    ([place, payload]) =>
      [
        `healthCheck.active.${place}.binary`,
        ['YQ==', 'YWE=', 'YWFh', 'YWFhYQ=='].map((binary) => payload({ type: 'Binary', binary })),
        ['YQ', 'YQ=', 'YQ===', 'Y', 'YWFh=', '+/==', 'ä'].map((binary) => payload({ type: 'Binary', binary })),
      ] as const,
  ),
  [
    'healthCheck.passive.baseEjectionTime',
    [passive({ baseEjectionTime: '1s' })],
    [passive({ baseEjectionTime: '0s' })],
  ],
  ['healthCheck.passive.interval', [passive({}), passive({ interval: '1s' })], [passive({ interval: '0s' })]],
]);
