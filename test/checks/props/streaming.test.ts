import { Stickiness } from '../../../src';
import { GRPC, OTHERS, problemsOf } from '../../support/chart';

const http = (timeouts: object) => [
  { backendRefs: [{ name: 'a', port: 80 }] },
  { matches: OTHERS, backendRefs: [{ name: 'b', port: 80 }], timeouts },
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

describe('a stickiness for sessions of servers', () => {
  const parentRefs = [{ name: 'public', sectionName: 'https' }];
  const stickiness = Stickiness.mcp();
  const implied = (property: string, value: string) =>
    `${property}: got "${value}"; allowed: no timeout, as the stickiness is for streams and it would cut every response; remedy: remove it or write "0s", or set streaming to false.`;
  const cut = http({ request: '30s', backendRequest: '20s' });

  test('refuses timeouts of rules', () => {
    expect(problemsOf({ parentRefs, http: cut, stickiness })).toEqual([
      implied('http[1].timeouts.request', '30s'),
      implied('http[1].timeouts.backendRequest', '20s'),
    ]);
  });

  test('takes them where streaming is false', () => {
    expect(problemsOf({ http: cut, stickiness, streaming: false })).toEqual([]);
  });

  test('says so where streaming is true', () => {
    expect(problemsOf({ http: http({ request: '30s' }), stickiness, streaming: true })).toEqual([
      problem('http[1].timeouts.request', '30s'),
    ]);
  });

  test('takes timeouts that are off, and those of trafficPolicy', () => {
    const off = http({ request: '0s', backendRequest: '0ms' });
    const trafficPolicy = policy({ requestTimeout: '1h', maxStreamDuration: '2h' });
    expect(problemsOf({ http: off, stickiness, trafficPolicy })).toEqual([]);
  });

  test('refuses them in its rules alone', () => {
    const named = cut.map((rule, i) => ({ ...rule, name: `rule-${i}` }));
    const others = Stickiness.cookie();
    expect(problemsOf({ http: named, ruleStickiness: { 'rule-0': stickiness } })).toEqual([]);
    expect(problemsOf({ http: named, ruleStickiness: { 'rule-1': stickiness } })).toHaveLength(2);
    expect(problemsOf({ http: named, stickiness, ruleStickiness: { 'rule-1': others } })).toEqual([]);
  });

  test('has no timeouts to refuse in gRPC rules', () => {
    expect(problemsOf({ http: undefined, grpc: GRPC, stickiness })).toEqual([]);
  });
});
