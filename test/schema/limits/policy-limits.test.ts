import { testPolicyLimits } from '../../support/limits';

const retries = (retry: object) => ({ retry });
const backOff = (rest: object) => ({ retry: { perRetry: { backOff: rest } } });
const GZIP = { type: 'Gzip', gzip: {} };
const tag = (rest: object) => ({ telemetry: { tracing: { customTags: { tag: rest } } } });
const balanced = (rest: object) => ({ loadBalancer: { type: 'RoundRobin', ...rest } });
const override = (rest: object, match: object = { statusCodes: [{ value: 404 }] }) => ({
  responseOverride: [{ match, ...rest }],
});
const headerMatch = (value: string) => ({
  responseHeaders: [{ name: 'a', value: { type: 'RegularExpression', value } }],
});
const overrideHeader = (value: string) => override({ response: { header: { set: [{ name: 'x-a', value }] } } });

testPolicyLimits([
  [
    'faultInjection.abort.httpStatus',
    [{ faultInjection: { abort: { httpStatus: 599 } } }],
    [{ faultInjection: { abort: { httpStatus: 600 } } }],
  ],
  [
    'faultInjection.delay.fixedDelay',
    [{ faultInjection: { delay: { fixedDelay: '1ms' } } }],
    [{ faultInjection: { delay: { fixedDelay: '0ms' } } }],
  ],
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
    [override({ response: { statusCode: 200 } }), override({ response: { statusCode: 599 } })],
    [override({ response: { statusCode: 600 } }), override({ response: { statusCode: 199 } })],
  ],
  [
    'responseOverride[0].redirect.port',
    [override({ redirect: { port: 1 } }), override({ redirect: { port: 65535 } })],
    [override({ redirect: { port: 65536 } }), override({ redirect: { port: 0 } })],
  ],
  [
    'responseOverride[0].match.responseHeaders[0].value',
    [override({ response: {} }, headerMatch('a|b'))],
    [override({ response: {} }, headerMatch('('))],
  ],
  ['responseOverride[0].response.header.set[0].value', [overrideHeader('100%%')], [overrideHeader('100%')]],
  [
    'telemetry.tracing.tags.a',
    [{ telemetry: { tracing: { tags: { a: 'b' } } } }],
    [{ telemetry: { tracing: { tags: { a: '' } } } }],
  ],
  [
    'retry.perRetry.backOff',
    [backOff({}), backOff({ baseInterval: '1s' }), backOff({ baseInterval: '1s', maxInterval: '1000ms' })],
    [
      backOff({ baseInterval: '0s' }),
      backOff({ maxInterval: '1s' }),
      backOff({ baseInterval: '1s', maxInterval: '999ms' }),
    ],
  ],
  [
    'retry',
    [
      retries({ numRetries: 10_000, numAttemptsPerPriority: 1 }),
      retries({ numRetries: 10_001, numAttemptsPerPriority: 0 }),
      retries({ numRetries: 2 ** 31 - 1 }),
    ],
    [retries({ numRetries: 10_001, numAttemptsPerPriority: 1 })],
  ],
  [
    'compression',
    [{ compression: [{ type: 'Gzip' }, { type: 'Brotli' }] }],
    [{ compression: [{ type: 'Gzip' }, { type: 'Gzip' }] }],
  ],
  ['compressor', [{ compressor: [GZIP, { type: 'Brotli', brotli: {} }] }], [{ compressor: [GZIP, GZIP] }]],
  [
    'compression[0].minContentLength',
    [{ compression: [{ ...GZIP, minContentLength: { value: 0 } }] }],
    [{ compression: [{ ...GZIP, minContentLength: { value: '1kB' } }] }],
  ],
  [
    'compressor[0].minContentLength',
    [{ compressor: [{ ...GZIP, minContentLength: { value: '1k' } }] }],
    [{ compressor: [{ ...GZIP, minContentLength: { value: -1 } }] }],
  ],
  [
    'compressor[0]',
    [{ compressor: [{ type: 'Zstd', zstd: {} }] }],
    [{ compressor: [{ type: 'Zstd' }] }, { compressor: [{ type: 'Zstd', gzip: {} }] }],
  ],
  [
    'telemetry.tracing.customTags.tag',
    [
      tag({ literal: { value: 'x' } }),
      tag({ type: 'Literal', literal: { value: 'x' } }),
      tag({ type: 'Environment', environment: { name: 'x' } }),
      tag({ type: 'RequestHeader', requestHeader: { name: 'x' } }),
    ],
    [
      tag({}),
      tag({ literal: { value: '' } }),
      tag({ type: 'Environment', environment: { name: '' } }),
      tag({ type: 'RequestHeader', literal: { value: 'x' } }),
    ],
  ],
]);
