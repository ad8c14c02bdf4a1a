import { type Any, duration, has } from '../cel';
import { CONNECTION_LIMITS } from './connection';
import type { FieldLimit } from './field-limit';
import { headerValues } from './header-values';
import { HEALTH_CHECK_LIMITS } from './health-check';
import { bytes, MOST_BYTES } from './quantity';
import { RATE_LIMIT_LIMITS } from './rate-limit';
import { regex } from './regex';
import { isPositive, positive } from './times';

/** Each takes 8 bytes per request; Envoy crashes if it does not get the memory. */
const MOST_RETRIES = 10_000;

const TAG_SOURCES: Readonly<Record<string, string>> = {
  Literal: 'literal',
  Environment: 'environment',
  RequestHeader: 'requestHeader',
};

/** Read in the sources of Envoy Gateway 1.9.1, and found by `npm run fuzz`. */
export const POLICY_LIMITS: readonly FieldLimit[] = [
  ...HEALTH_CHECK_LIMITS,
  ...RATE_LIMIT_LIMITS,
  ...CONNECTION_LIMITS,
  positive('faultInjection.delay.fixedDelay'),
  regex('responseOverride[].match.responseHeaders[].value'),
  {
    path: 'retry.perRetry.backOff',
    expected: 'a baseInterval of more than 0s, and a maxInterval that is not shorter',
    remedy: 'set baseInterval, or remove backOff',
    holds: ({ baseInterval, maxInterval }) =>
      has(baseInterval)
        ? isPositive(baseInterval) && (!has(maxInterval) || duration(maxInterval) >= duration(baseInterval))
        : !has(maxInterval),
  },
  {
    path: 'retry',
    expected: `at most ${MOST_RETRIES} numRetries with numAttemptsPerPriority`,
    reason: 'every request takes memory for all of them',
    remedy: 'write a smaller numRetries',
    holds: ({ numRetries, numAttemptsPerPriority }) => !(numAttemptsPerPriority > 0) || !(numRetries > MOST_RETRIES),
  },
  {
    path: 'faultInjection.abort.httpStatus',
    expected: '200 to 599',
    remedy: 'write such a status',
    holds: (status) => status < 600,
  },
  {
    path: 'loadBalancer.endpointOverride.extractFrom[]',
    expected: 'the name of a header',
    remedy: 'set header',
    holds: ({ header }) => Boolean(header),
  },
  {
    path: 'loadBalancer.zoneAware.weightedZones[].weight',
    expected: 'at least 1',
    remedy: 'write 1 or more, or remove the zone',
    holds: (weight) => weight > 0,
  },
  {
    path: 'responseOverride[].response.statusCode',
    expected: '200 to 599',
    remedy: 'write such a status',
    holds: (status) => status >= 200 && status < 600,
  },
  {
    path: 'responseOverride[].redirect.port',
    expected: '1 to 65535',
    remedy: 'write such a port',
    holds: (port) => port > 0 && port < 65_536,
  },
  ...['compression', 'compressor'].map((list) => ({
    path: list,
    expected: 'each type once',
    remedy: 'remove one of the two',
    holds: (compressors: Any[]) => new Set(compressors.map(({ type }) => type)).size === compressors.length,
  })),
  bytes('compression[].minContentLength', 0, MOST_BYTES),
  bytes('compressor[].minContentLength', 0, MOST_BYTES),
  ...headerValues('responseOverride[].response.header'),
  {
    path: 'telemetry.tracing.tags{}',
    expected: 'a value that is not empty',
    remedy: 'write one, or remove the tag',
    holds: (value) => value !== '',
  },
  {
    path: 'telemetry.tracing.customTags{}',
    expected: 'the field that belongs to type, not empty',
    remedy: 'set literal, environment or requestHeader as type says',
    holds: (tag) => {
      const { name, value } = tag[TAG_SOURCES[tag.type ?? 'Literal'] as string] ?? {};
      return Boolean(name ?? value);
    },
  },
];
