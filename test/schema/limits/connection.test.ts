import { testLimits } from '../../support/limits';

const keepalive = (tcpKeepalive: object) => ({ tcpKeepalive });
const bandwidth = (value: unknown, unit: string) => ({
  bandwidthLimit: { request: { limit: { value: { value }, unit } } },
});
const balanced = (rest: object) => ({ loadBalancer: { type: 'RoundRobin', ...rest } });
const preconnect = (predictivePercent: number) => ({
  ...balanced({}),
  connection: { preconnect: { predictivePercent } },
});

testLimits([
  ['timeout.tcp.connectTimeout', [{ timeout: { tcp: {} } }], [{ timeout: { tcp: { connectTimeout: '0s' } } }]],
  ['connection.preconnect.predictivePercent', [preconnect(300)], [preconnect(301)]],
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
    'connection.socketBufferLimit',
    [{ connection: { socketBufferLimit: { value: '1Mi' } } }],
    [{ connection: { socketBufferLimit: { value: '1 Mi' } } }, { connection: { socketBufferLimit: { value: '4Gi' } } }],
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
    'tcpKeepalive',
    [
      keepalive({ probes: 127, idleTime: '32767s', interval: '32767s' }),
      keepalive({ probes: 128, idleTime: '999ms' }),
      keepalive({ probes: 0, interval: '10h' }),
      keepalive({}),
    ],
    [{ probes: 128 }, { idleTime: '32768s' }, { interval: '10h', probes: 1 }].map(keepalive),
  ],
]);
