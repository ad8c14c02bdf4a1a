import { SessionMechanism, Stickiness } from '../../src';
import { HTTP } from '../chart';
import { said } from './said';

const http = [
  { ...HTTP[0], name: 'mcp', matches: [{ path: { value: '/mcp' } }] },
  {
    backendRefs: [
      { name: 'a', port: 80 },
      { name: 'b', port: 80 },
      { name: 'c', port: 80, weight: 0 },
    ],
  },
];
const props = {
  http,
  stickiness: Stickiness.firstOf([Stickiness.header('x_user'), Stickiness.cookie(), Stickiness.sourceIp()]),
  ruleStickiness: { mcp: Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE }) },
  trafficPolicy: { healthCheck: { passive: {} } },
};
const ALL = [
  'envoy-patch-policy stickiness',
  'underscore stickiness',
  'source-ip stickiness',
  'unreachable-member stickiness',
  'envoy-patch-policy ruleStickiness["mcp"]',
  'experimental-channel ruleStickiness["mcp"]',
  'weight-zero http[1].backendRefs[2].weight',
  'weighted-cookie http[1].backendRefs',
  'health-check trafficPolicy.healthCheck',
  'circuit-breaker trafficPolicy.circuitBreaker',
];

test('all warnings of a construct are given, in one order', () => {
  expect(said(props)).toEqual(ALL);
});

test.each([...new Set(ALL.map((each) => each.split(' ')[0] as string))])(
  '%s is silenced by its id, and nothing else',
  (id) => {
    expect(said({ ...props, acknowledge: [id] })).toEqual(ALL.filter((each) => !each.startsWith(`${id} `)));
  },
);
