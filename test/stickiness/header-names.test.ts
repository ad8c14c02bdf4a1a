import { checkHashedHeader, checkOwnHeader } from '../../src/stickiness/header-names';
import { refusalOf, refusedBy } from '../support/findings';

/** Headers that no client keeps. */
const CHANGING = [
  'Age',
  'B3',
  'Content-Length',
  'Content-MD5',
  'Cookie',
  'Date',
  'Digest',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Range',
  'Sec-WebSocket-Key',
  'Set-Cookie',
  'Traceparent',
  'Tracestate',
  'Uber-Trace-Id',
  'X-Amzn-Trace-Id',
  'X-B3-ParentSpanId',
  'X-B3-SpanId',
  'X-B3-TraceId',
  'X-Cloud-Trace-Context',
  'X-Correlation-Id',
  'X-Datadog-Parent-Id',
  'X-Datadog-Trace-Id',
  'X-Request-Id',
  'Request-Id',
  'client-request-id',
  'X-MS-Client-Request-Id',
  'X-Trace-Id',
  'X-Span-Id',
  'Trace-Id',
  'Correlation-Id',
  'X-GitHub-Delivery',
  'Amz-Sdk-Invocation-Id',
  'X-Idempotency-Key',
  'X-Nonce',
  'X-Timestamp',
  'Webhook-Timestamp',
  'X-Slack-Request-Timestamp',
  'Signature',
  'X-Hub-Signature-256',
  'Stripe-Signature',
  'Last-Event-ID',
  'ETag',
  'Referer',
  'Elastic-Apm-Traceparent',
  'Last-Event-Id',
  'TraceId',
  'X-Amz-Cf-Id',
  'X-Azure-Ref',
  'X-Client-Request-Id',
  'X-Vercel-Id',
];

describe('checkHashedHeader()', () => {
  test.each([':authority', ':method', ':path', ':scheme', ':Path'])('accepts %s, which every request has', (name) => {
    expect(() => checkHashedHeader('name', name)).not.toThrow();
  });

  test.each([':status', ':paths', ':', ':protocol'])('refuses %s, which Envoy would not find', (name) => {
    const { id, property, expected } = refusedBy(() => checkHashedHeader('name', name));
    expect([id, property]).toEqual(['invalid-name', 'name']);
    expect(expected).toContain(':authority, :method, :path, :scheme');
  });

  test.each([undefined, 7])('refuses %j', (name) => {
    expect(refusalOf(() => checkHashedHeader('name', name as unknown as string))).toBe('invalid-name name');
  });

  test('refuses several names in one, and writes the factory that takes them as a list', () => {
    expect(refusedBy(() => checkHashedHeader('name', 'X-A; X-B,X-C'))).toMatchObject({
      id: 'invalid-name',
      property: 'name',
      remedy: 'name one of them, or use Stickiness.headers(["X-A","X-B","X-C"])',
    });
  });

  test.each(CHANGING)('refuses %s in upper and lower case, which changes from request to request', (header) => {
    for (const name of [header, header.toLowerCase()]) {
      expect(refusalOf(() => checkHashedHeader('name', name))).toBe('header-changes name');
    }
  });

  test.each([
    'X-Request-Ids',
    'X-Backtrace-Idx',
    'X-Userrequestid',
    'My-Date',
    'Authorization',
    'X-Forwarded-For',
    'X-B3',
    'If-Range',
    'User-Agent',
    'X-Device-Signature',
    'X-Client-Id',
  ])('accepts %s, which a client may keep', (name) => {
    expect(() => checkHashedHeader('name', name)).not.toThrow();
  });
});

describe('checkOwnHeader()', () => {
  test.each([
    'Accept',
    'Access-Control-Allow-Origin',
    'Authorization',
    'Cache-Control',
    'Connection',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'Cookie',
    'Expect',
    'Host',
    'Keep-Alive',
    'Location',
    'Sec-Fetch-Mode',
    'Server',
    'Set-Cookie',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'X-Forwarded-For',
    'x-envoy-max-retries',
    'X-Envoy-Upstream-Service-Time',
  ])('refuses %s in upper and lower case, as Envoy must not rewrite it, and suggests the given name', (header) => {
    for (const name of [header, header.toLowerCase()]) {
      expect(refusedBy(() => checkOwnHeader('name', name, 'X-Pod'))).toMatchObject({
        id: 'session-header',
        property: 'name',
        remedy: 'write "X-Pod"',
      });
    }
  });

  test.each(['X-Request-Id', 'traceparent', 'Date'])('refuses %s, which changes from request to request', (name) => {
    expect(refusalOf(() => checkOwnHeader('name', name, 'X-Pod'))).toBe('header-changes name');
  });

  test.each(['X-Content-Type', 'Hostname', 'Mcp-Session-Id', 'X-Envoy', 'My-X-Envoy-Pod', 'X-Request-Ids'])(
    'accepts %s',
    (name) => {
      expect(() => checkOwnHeader('name', name, 'X-Pod')).not.toThrow();
    },
  );
});
