import { testPolicyLimits } from '../../support/limits';

const keepalive = (tcpKeepalive: object) => ({ tcpKeepalive });
const bandwidth = (direction: string, value: unknown, unit: string) => ({
  bandwidthLimit: { [direction]: { limit: { value: { value }, unit } } },
});
const preconnect = (predictivePercent: number) => ({
  loadBalancer: { type: 'RoundRobin' },
  connection: { preconnect: { predictivePercent } },
});

testPolicyLimits([
  [
    'timeout.tcp.connectTimeout',
    [{ timeout: { tcp: {} } }, { timeout: { tcp: { connectTimeout: '1ms' } } }],
    [{ timeout: { tcp: { connectTimeout: '0s' } } }],
  ],
  ['connection.preconnect.predictivePercent', [preconnect(300)], [preconnect(301)]],
  ['requestBuffer', [{ requestBuffer: { limit: { value: '1' } } }], [{ requestBuffer: {} }]],
  [
    'requestBuffer.limit',
    [{ requestBuffer: { limit: { value: 2 ** 32 - 1 } } }],
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
  ...['initialStreamWindowSize', 'initialConnectionWindowSize'].map(
    (size) =>
      [
        `http2.${size}`,
        [{ http2: { [size]: { value: '64Ki' } } }],
        [{ http2: { [size]: { value: '64k' } } }, { http2: { [size]: { value: '2Gi' } } }],
      ] as const,
  ),
  ...['request', 'response'].map(
    (direction) =>
      [
        `bandwidthLimit.${direction}.limit`,
        [bandwidth(direction, '1Ki', 'Second'), bandwidth(direction, '60Ki', 'Minute')],
        [bandwidth(direction, 1023, 'Second'), bandwidth(direction, 60 * 1024 - 1, 'Minute')],
      ] as const,
  ),
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
