import { problemsOf } from '../chart';

const http = (timeouts: object) => [
  { backendRefs: [{ name: 'a', port: 80 }] },
  { backendRefs: [{ name: 'b', port: 80 }], timeouts },
];
const policy = (timeouts: object) => ({ timeout: { http: timeouts } });
const ALLOWED = 'no timeout, as streaming is true and it would cut every response';
const problem = (property: string, value: string) =>
  `${property}: got "${value}"; allowed: ${ALLOWED}; remedy: remove it or write "0s", or remove streaming.`;

test.each([
  ['http[1].timeouts.request', { http: http({ request: '30s' }) }, '30s'],
  ['http[1].timeouts.backendRequest', { http: http({ backendRequest: '1m' }) }, '1m'],
  ['trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '1h' }) }, '1h'],
  ['trafficPolicy.timeout.http.maxStreamDuration', { trafficPolicy: policy({ maxStreamDuration: '10ms' }) }, '10ms'],
  ['trafficPolicy.timeout.http.requestTimeout', { trafficPolicy: policy({ requestTimeout: '0h1s' }) }, '0h1s'],
])('%s would cut a stream', (property, props, value) => {
  expect(problemsOf({ ...props, streaming: true })).toEqual([problem(property, value)]);
  expect(problemsOf({ ...props, streaming: false })).toEqual([]);
  expect(problemsOf(props)).toEqual([]);
});

test.each([
  ['no timeout in a rule', { http: http({ request: '0s', backendRequest: '0h0m' }) }],
  ['no timeout in the policy', { trafficPolicy: policy({ requestTimeout: '0ms', maxStreamDuration: '00s' }) }],
  ['an idle timeout', { trafficPolicy: policy({ streamIdleTimeout: '5m', connectionIdleTimeout: '1h' }) }],
])('%s cuts none', (_, props) => {
  expect(problemsOf({ ...props, streaming: true })).toEqual([]);
});
