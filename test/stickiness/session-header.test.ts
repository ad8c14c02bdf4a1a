import { Stickiness } from '../../src';
import { ADDRESS } from '../../src/stickiness/pin-plan';
import { refusalOf, refusedBy } from '../support/findings';
import { policyOf, ruleOf } from '../support/render';

test('Stickiness.sessionHeader() renders a policy that reads the pod, and a filter that writes it into every response', () => {
  const stickiness = Stickiness.sessionHeader('X-Pod');
  expect(policyOf(stickiness).loadBalancer).toEqual({
    type: 'LeastRequest',
    endpointOverride: { extractFrom: [{ header: 'X-Pod' }] },
  });
  expect(ruleOf(stickiness).filters).toEqual([
    {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: { set: [{ name: 'X-Pod', value: '%UPSTREAM_REMOTE_ADDRESS%' }] },
    },
  ]);
});

test('Stickiness.sessionHeader() finds a session in a request whose header is the address of a pod', () => {
  expect(Stickiness.sessionHeader('X-Pod')._plan.pin).toEqual({
    header: 'X-Pod',
    pattern: ADDRESS,
    isNamedByServer: false,
  });
});

test('Stickiness.sessionHeader() accepts a name of 128 characters', () => {
  expect(policyOf(Stickiness.sessionHeader('x'.repeat(128)))).toBeDefined();
});

test.each([
  ['an empty name', '', 'invalid-name'],
  ['a name of 129 characters', 'x'.repeat(129), 'name-too-long'],
  ['a pseudo-header', ':path', 'invalid-name'],
  ['a header that changes with every request', 'X-Request-Id', 'header-changes'],
])('Stickiness.sessionHeader() refuses %s', (_, name, id) => {
  expect(refusalOf(() => Stickiness.sessionHeader(name))).toBe(`${id} Stickiness.sessionHeader() name`);
});

test.each(['Host', 'cookie', 'X-Envoy-Max-Retries'])(
  'Stickiness.sessionHeader() refuses %s, which has a meaning of its own, and suggests another',
  (name) => {
    expect(refusedBy(() => Stickiness.sessionHeader(name))).toMatchObject({
      id: 'session-header',
      property: 'Stickiness.sessionHeader() name',
      remedy: 'write "X-Session-Pod"',
    });
  },
);
