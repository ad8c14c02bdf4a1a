import { Stickiness } from '../../src';
import { HTTP } from '../support/chart';
import { said } from '../support/findings';

const http = [
  { ...HTTP[0], name: 'mcp', matches: [{ path: { value: '/mcp' } }] },
  { ...HTTP[0], name: 'list', matches: [{ path: { value: '/list' } }] },
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
  ruleStickiness: {
    mcp: Stickiness.mcp(),
    list: Stickiness.firstOf([Stickiness.sourceIp(), Stickiness.header('x_user')]),
  },
  trafficPolicy: { healthCheck: { passive: {} } },
};
const ALL = [
  'source-ip ruleStickiness["list"]',
  'underscore ruleStickiness["list"]',
  'unreachable-member ruleStickiness["list"]',
  'weight-zero http[2].backendRefs[2].weight',
  'weighted-cookie http[2].backendRefs',
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
