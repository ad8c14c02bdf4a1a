import { type Any, has } from '../cel';
import type { FieldLimit } from './field-limit';
import { positive } from './times';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'];
const BASE64 = /^([A-Za-z0-9]{4})*([A-Za-z0-9]{2}==|[A-Za-z0-9]{3}=)?$/;

/** Where a check may send or expect a payload. */
const PAYLOADS = ['http.expectedResponse', 'http.requestBody', 'tcp.send', 'tcp.receive'];

export const HEALTH_CHECK_LIMITS: readonly FieldLimit[] = [
  ...[
    'healthCheck.active.timeout',
    'healthCheck.active.interval',
    'healthCheck.passive.baseEjectionTime',
    'healthCheck.passive.interval',
  ].map(positive),
  {
    path: 'healthCheck.active.overrides',
    expected: 'a port',
    remedy: 'set port, or remove overrides',
    holds: ({ port }) => has(port),
  },
  {
    path: 'healthCheck.active.http.method',
    expected: METHODS.join(', '),
    remedy: 'write one of these, in capitals',
    holds: (method) => METHODS.includes(method),
  },
  {
    path: 'healthCheck.active.http.path',
    expected: 'a path without control characters',
    remedy: 'remove them',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those that Envoy does not take
    holds: (path) => !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(path),
  },
  {
    path: 'healthCheck.active.http.expectedStatuses',
    expected: 'at least one status',
    remedy: 'name one, or remove it',
    holds: ({ length }) => length > 0,
  },
  ...PAYLOADS.map((payload) => ({
    path: `healthCheck.active.${payload}`,
    expected: 'a payload that is not empty',
    remedy: 'write one, or remove it',
    holds: ({ text, binary }: Any) => Boolean(text || binary),
  })),
  ...PAYLOADS.map((payload) => ({
    path: `healthCheck.active.${payload}.binary`,
    expected: 'base64 without "+" and "/", which the API server takes for an error in it',
    remedy: 'write such base64, or text',
    holds: (base64: string) => BASE64.test(base64),
  })),
];
