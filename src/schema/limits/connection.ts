import { type Any, duration, has } from '../cel';
import type { FieldLimit } from './field-limit';
import { bytes, bytesOf, MOST_BYTES } from './quantity';
import { isPositive, positive } from './times';
import { SECONDS } from './units';

/** @see https://man7.org/linux/man-pages/man7/tcp.7.html */
const MOST_PROBES = 127;
const MOST_KEEPALIVE_SECONDS = 32_767;

/** Limits of connections to pods, and of the traffic on them. */
export const CONNECTION_LIMITS: readonly FieldLimit[] = [
  positive('timeout.tcp.connectTimeout'),
  {
    path: 'tcpKeepalive',
    expected: `at most ${MOST_PROBES} probes and times of ${MOST_KEEPALIVE_SECONDS}s`,
    reason: 'Linux refuses every connection otherwise',
    remedy: 'write less',
    holds: ({ probes = 1, idleTime = '1s', interval = '1s' }) => {
      const seconds = [idleTime, interval].map((time) => Math.floor(duration(time) / 1000));
      const isOff = [probes, ...seconds].includes(0);
      return isOff || (probes <= MOST_PROBES && seconds.every((each) => each <= MOST_KEEPALIVE_SECONDS));
    },
  },
  { path: 'requestBuffer', expected: 'a limit', remedy: 'set limit', holds: ({ limit }) => has(limit) },
  {
    path: 'connection.preconnect.predictivePercent',
    expected: '100 to 300',
    remedy: 'write 300 or less',
    holds: (percent) => percent <= 300,
  },
  bytes('requestBuffer.limit', 1, MOST_BYTES),
  {
    path: 'httpUpgrade',
    expected: 'types that are not empty, each once',
    remedy: 'write one such as "websocket", or remove it',
    holds: (upgrades: Any[]) => {
      const types = upgrades.map(({ type }) => type.toLowerCase());
      return !types.includes('') && new Set(types).size === types.length;
    },
  },
  bytes('connection.bufferLimit', 0, MOST_BYTES),
  bytes('connection.socketBufferLimit', 0, MOST_BYTES),
  {
    path: 'http2.connectionKeepalive',
    expected: 'a timeout, and no time of 0s',
    remedy: 'set timeout to "1s" or more, or remove it',
    holds: ({ timeout, interval, idleInterval }) =>
      has(timeout) && [timeout, interval, idleInterval].filter(has).every(isPositive),
  },
  bytes('http2.initialStreamWindowSize', 65_535, 2 ** 31 - 1),
  bytes('http2.initialConnectionWindowSize', 65_535, 2 ** 31 - 1),
  ...['request', 'response'].map((direction) => ({
    path: `bandwidthLimit.${direction}.limit`,
    expected: 'at least 1 KiB a second',
    remedy: 'write more, or a shorter unit',
    holds: ({ value, unit }: Any) => bytesOf(value) >= 1024 * (SECONDS[unit] ?? 1),
  })),
];
