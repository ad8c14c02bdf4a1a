import { isIP } from 'node:net';
import { type Any, duration, has } from '../crds/cel';
import { type Limit, limitTree } from './limits';
import { bytesOf } from './quantity';
import { headerLimits, isRegex } from './rule-limits';

const MOST_BYTES = 2 ** 32 - 1;
/** @see https://man7.org/linux/man-pages/man7/tcp.7.html */
const MOST_PROBES = 127;
const MOST_KEEPALIVE_SECONDS = 32_767;

/** Of 8 bytes each. Envoy ends where it does not get the memory. */
const MOST_RETRIES = 10_000;

const BASE64 = /^([A-Za-z0-9]{4})*([A-Za-z0-9]{2}==|[A-Za-z0-9]{3}=)?$/;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'];
const SECONDS: Readonly<Record<string, number>> = {
  Second: 1,
  Minute: 60,
  Hour: 3600,
  Day: 86_400,
  Week: 604_800,
  Month: 2_592_000,
  Year: 31_536_000,
};

const SELECTORS = 'rateLimit.local.rules[].clientSelectors[]';

const TAG_SOURCES: Readonly<Record<string, string>> = {
  Literal: 'literal',
  Environment: 'environment',
  RequestHeader: 'requestHeader',
};

/** Read in the sources of Envoy Gateway 1.9.1, and found by `npm run fuzz`. */
export const POLICY_LIMITS = limitTree([
  ...[
    'healthCheck.active.timeout',
    'healthCheck.active.interval',
    'healthCheck.passive.baseEjectionTime',
    'healthCheck.passive.interval',
    'timeout.tcp.connectTimeout',
    'faultInjection.delay.fixedDelay',
  ].map((path) => ({ path, allowed: 'more than 0s', remedy: 'write "1s" or more, or remove it', holds: isPositive })),
  {
    path: 'healthCheck.active.overrides',
    allowed: 'a port',
    remedy: 'set port, or remove overrides',
    holds: ({ port }) => has(port),
  },
  {
    path: 'healthCheck.active.http.method',
    allowed: METHODS.join(', '),
    remedy: 'write one of these, in capitals',
    holds: (method) => METHODS.includes(method),
  },
  {
    path: 'healthCheck.active.http.path',
    allowed: 'a path without control characters',
    remedy: 'remove them',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those that Envoy does not take
    holds: (path) => !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(path),
  },
  {
    path: 'healthCheck.active.http.expectedStatuses',
    allowed: 'at least one status',
    remedy: 'name one, or remove it',
    holds: ({ length }) => length > 0,
  },
  ...['http.expectedResponse', 'http.requestBody', 'tcp.send', 'tcp.receive'].map((payload) => ({
    path: `healthCheck.active.${payload}`,
    allowed: 'a payload that is not empty',
    remedy: 'write one, or remove it',
    holds: ({ text, binary }: Any) => Boolean(text || binary),
  })),
  ...['http.expectedResponse', 'http.requestBody', 'tcp.send', 'tcp.receive'].map((payload) => ({
    path: `healthCheck.active.${payload}.binary`,
    allowed: 'base64 without "+" and "/", which the API server takes for an error in it',
    remedy: 'write such base64, or text',
    holds: (base64: string) => BASE64.test(base64),
  })),
  {
    path: 'tcpKeepalive',
    allowed: `at most ${MOST_PROBES} probes and times of ${MOST_KEEPALIVE_SECONDS}s, as Linux refuses every connection otherwise`,
    remedy: 'write less',
    holds: ({ probes = 1, idleTime = '1s', interval = '1s' }) => {
      const seconds = [idleTime, interval].map((time) => Math.floor(duration(time) / 1000));
      const isOff = [probes, ...seconds].includes(0);
      return isOff || (probes <= MOST_PROBES && seconds.every((each) => each <= MOST_KEEPALIVE_SECONDS));
    },
  },
  {
    path: 'retry.perRetry.backOff',
    allowed: 'a baseInterval of more than 0s, and a maxInterval that is not shorter',
    remedy: 'set baseInterval, or remove backOff',
    holds: ({ baseInterval, maxInterval }) =>
      has(baseInterval)
        ? isPositive(baseInterval) && (!has(maxInterval) || duration(maxInterval) >= duration(baseInterval))
        : !has(maxInterval),
  },
  {
    path: 'retry',
    allowed: `at most ${MOST_RETRIES} numRetries with numAttemptsPerPriority, as every request takes memory for all of them`,
    remedy: 'write a smaller numRetries',
    holds: ({ numRetries, numAttemptsPerPriority }) => !(numAttemptsPerPriority > 0) || !(numRetries > MOST_RETRIES),
  },
  { path: 'requestBuffer', allowed: 'a limit', remedy: 'set limit', holds: ({ limit }) => has(limit) },
  {
    path: 'faultInjection.abort.httpStatus',
    allowed: '200 to 599',
    remedy: 'write such a status',
    holds: (status) => status < 600,
  },
  {
    path: 'connection.preconnect.predictivePercent',
    allowed: '100 to 300',
    remedy: 'write 300 or less',
    holds: (percent) => percent <= 300,
  },
  {
    path: 'loadBalancer.endpointOverride.extractFrom[]',
    allowed: 'the name of a header',
    remedy: 'set header',
    holds: ({ header }) => Boolean(header),
  },
  {
    path: 'loadBalancer.zoneAware.weightedZones[].weight',
    allowed: 'at least 1',
    remedy: 'write 1 or more, or remove the zone',
    holds: (weight) => weight > 0,
  },
  {
    path: 'responseOverride[].response.statusCode',
    allowed: '200 to 599',
    remedy: 'write such a status',
    holds: (status) => status >= 200 && status < 600,
  },
  {
    path: 'responseOverride[].redirect.port',
    allowed: '1 to 65535',
    remedy: 'write such a port',
    holds: (port) => port > 0 && port < 65_536,
  },
  ...['responseOverride[].match.responseHeaders[].value', `${SELECTORS}.path`, `${SELECTORS}.headers[]`].map(
    (path) => ({
      path,
      allowed: 'a regular expression of RE2',
      remedy: 'mend value; RE2 has no look-around and no back-references',
      holds: ({ type, value }: Any) => type !== 'RegularExpression' || isRegex(value),
    }),
  ),
  bytes('requestBuffer.limit', 1, MOST_BYTES),
  {
    path: 'httpUpgrade',
    allowed: 'types that are not empty, each once',
    remedy: 'write one such as "websocket", or remove it',
    holds: (upgrades: Any[]) => {
      const types = upgrades.map(({ type }) => type.toLowerCase());
      return !types.includes('') && new Set(types).size === types.length;
    },
  },
  bytes('connection.bufferLimit', 0, MOST_BYTES),
  {
    path: 'http2.connectionKeepalive',
    allowed: 'a timeout, and no time of 0s',
    remedy: 'set timeout to "1s" or more, or remove it',
    holds: ({ timeout, interval, idleInterval }) =>
      has(timeout) && [timeout, interval, idleInterval].filter(has).every(isPositive),
  },
  bytes('http2.initialStreamWindowSize', 65_535, 2 ** 31 - 1),
  bytes('http2.initialConnectionWindowSize', 65_535, 2 ** 31 - 1),
  ...['request', 'response'].map((direction) => ({
    path: `bandwidthLimit.${direction}.limit`,
    allowed: 'at least 1 KiB a second',
    remedy: 'write more, or a shorter unit',
    holds: ({ value, unit }: Any) => bytesOf(value) >= 1024 * (SECONDS[unit] ?? 1),
  })),
  {
    path: 'rateLimit',
    allowed: 'the limits that type names',
    remedy: 'set local for Local and global for Global, or remove type',
    holds: ({ type, local, global }) => !has(type) || has(type === 'Local' ? local : global),
  },
  {
    path: 'rateLimit.local.rules',
    allowed: 'one rule without clientSelectors, whose unit is the shortest or fits into those of the others',
    remedy: 'merge those without, or change a unit',
    holds: agreeOnDefault,
  },
  {
    path: 'rateLimit.local.rules[].clientSelectors',
    allowed: 'one method in all, as Envoy takes no two descriptors that are equal',
    remedy: 'write a rule for each method, with a limit of its own',
    holds: (selectors: Any[]) => selectors.flatMap(({ methods = [] }) => methods).length < 2,
  },
  {
    path: 'rateLimit.local.rules[].limit.requests',
    allowed: 'at least 1',
    remedy: 'write 1 or more; a filter ExtensionRef with a direct response lets no request through',
    holds: (requests) => requests > 0,
  },
  ...['compression', 'compressor'].map((list) => ({
    path: list,
    allowed: 'each type once',
    remedy: 'remove one of the two',
    holds: (compressors: Any[]) => new Set(compressors.map(({ type }) => type)).size === compressors.length,
  })),
  {
    path: 'compressor[]',
    allowed: 'the settings of its type, as Envoy Gateway drops it otherwise',
    remedy: 'write gzip: {}, brotli: {} or zstd: {}, as type says',
    holds: (compressor) => has(compressor[compressor.type.toLowerCase()]),
  },
  ...['headers', 'queryParams'].map((selector) => ({
    path: `${SELECTORS}.${selector}[]`,
    allowed: 'a value, or neither value nor invert with type Distinct',
    remedy: 'set value, or remove it',
    holds: ({ type, value, invert }: Any) => (type === 'Distinct' ? !has(value) && !invert : Boolean(value)),
  })),
  {
    path: `${SELECTORS}.sourceCidr.value`,
    allowed: 'addresses such as 10.0.0.0/8',
    remedy: 'write such addresses',
    holds: isRange,
  },
  ...headerLimits('responseOverride[].response.header'),
  {
    path: 'telemetry.tracing.tags{}',
    allowed: 'a value that is not empty',
    remedy: 'write one, or remove the tag',
    holds: (value) => value !== '',
  },
  {
    path: 'telemetry.tracing.customTags{}',
    allowed: 'the field that belongs to type, not empty',
    remedy: 'set literal, environment or requestHeader as type says',
    holds: (tag) => {
      const { name, value } = tag[TAG_SOURCES[tag.type ?? 'Literal'] as string] ?? {};
      return Boolean(name ?? value);
    },
  },
]);

function isPositive(time: string): boolean {
  return duration(time) > 0;
}

function bytes(path: string, least: number, most: number): Limit {
  return {
    path,
    allowed: `${least} to ${most} bytes`,
    remedy: 'write a number of bytes in this range',
    holds: (quantity) => bytesOf(quantity) >= least && bytesOf(quantity) <= most,
  };
}

function agreeOnDefault(rules: Any[]): boolean {
  const general = rules.filter(({ clientSelectors = [] }) => clientSelectors.length === 0);
  const unit = SECONDS[general[0]?.limit.unit ?? 'Second'] ?? 1;
  return general.length < 2 && rules.every(({ limit }) => (SECONDS[limit.unit] ?? 1) % unit === 0);
}

function isRange(range: string): boolean {
  const [address = '', prefix, ...rest] = range.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && prefix !== undefined && /^\d+$/.test(prefix) && Number(prefix) <= bits;
}
