import { refuse } from '../findings/refuse';
import { checkToken } from './names';

/** Pseudo-headers, which every request has. */
const PSEUDO_HEADERS = [':authority', ':method', ':path', ':scheme'];

/** Refuses a name that no request header can have: Envoy would find nothing to hash, or refuse its whole configuration. */
export function checkHashedHeader(property: string, name: string): void {
  if (PSEUDO_HEADERS.includes(String(name).toLowerCase())) {
    return;
  }
  if (typeof name === 'string' && name.startsWith(':')) {
    refuse({
      id: 'invalid-name',
      property,
      value: name,
      expected: `a header name, or ${PSEUDO_HEADERS.join(', ')}`,
      remedy: 'remove the ":"',
    });
  }
  checkToken(property, name, (names) => `name one of them, or use Stickiness.headers(${JSON.stringify(names)})`);
  checkNotPerRequest(property, name);
}

/** Headers with a meaning in HTTP, in requests or in responses, which a session would replace. */
const RESERVED_HEADERS = [
  'age',
  'allow',
  'alt-svc',
  'authorization',
  'cache-control',
  'connection',
  'cookie',
  'etag',
  'expect',
  'expires',
  'forwarded',
  'host',
  'keep-alive',
  'last-modified',
  'link',
  'location',
  'origin',
  'pragma',
  'range',
  'referer',
  'retry-after',
  'server',
  'set-cookie',
  'strict-transport-security',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'vary',
  'via',
  'www-authenticate',
];

/** Prefixes of headers of HTTP, CORS, browsers and proxies, and of those that Envoy's router consumes. */
const RESERVED_PREFIXES = [
  'accept',
  'access-control-',
  'content-',
  'if-',
  'proxy-',
  'sec-',
  'x-envoy-',
  'x-forwarded-',
];

/** Refuses a header whose value Envoy must not rewrite. */
export function checkOwnHeader(property: string, name: string, instead: string): void {
  const folded = name.toLowerCase();
  if (RESERVED_HEADERS.includes(folded) || RESERVED_PREFIXES.some((each) => folded.startsWith(each))) {
    refuse({
      id: 'session-header',
      property,
      value: name,
      expected: 'a header without a meaning in HTTP or Envoy',
      remedy: `write ${JSON.stringify(instead)}`,
    });
  }
  checkNotPerRequest(property, name);
}

/** Headers that differ from request to request, or that only responses have. */
const CHANGING_HEADERS = [
  'age',
  'b3',
  'cf-ray',
  'content-digest',
  'content-length',
  'content-md5',
  'content-range',
  'cookie',
  'date',
  'digest',
  'dpop',
  'elastic-apm-traceparent',
  'etag',
  'expires',
  'grpc-timeout',
  'grpc-trace-bin',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-unmodified-since',
  'last-event-id',
  'last-modified',
  'location',
  'newrelic',
  'range',
  'referer',
  'repr-digest',
  'sec-websocket-key',
  'sentry-trace',
  'set-cookie',
  'signature-input',
  'traceparent',
  'tracestate',
  'webhook-id',
  'x-amz-cf-id',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-azure-ref',
  'x-cloud-trace-context',
  'x-datadog-parent-id',
  'x-envoy-attempt-count',
  'x-envoy-expected-rq-timeout-ms',
  'x-ot-span-context',
  'x-request-start',
  'x-vercel-id',
];

/** Names with which every vendor has such a header of its own, as in `X-Amzn-Trace-Id` and `X-B3-SpanId`. */
const CHANGING =
  /(^|-)((parent)?span|trace|request|correlation|invocation)-?id$|(^|-)(delivery|idempotency-key|nonce|timestamp)$|^(x-)?(hub-|slack-|stripe-|webhook-)?signature(-256)?$/;

/** Refuses a header that does not stay the same from request to request. */
function checkNotPerRequest(property: string, name: string): void {
  const folded = name.toLowerCase();
  if (CHANGING_HEADERS.includes(folded) || CHANGING.test(folded)) {
    refuse({
      id: 'header-changes',
      property,
      value: name,
      expected: 'a header that stays the same from request to request',
    });
  }
}
