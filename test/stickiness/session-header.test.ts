import { Stickiness } from '../../src';
import { errorOf, policyOf, ruleOf } from '../support/render';

test('the header holds the pod: the policy reads it, and a filter writes it into every response', () => {
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

test.each([
  ['10.77.1.3:3001', true],
  ['[2001:db8::3]:3001', true],
  ['[::ffff:10.77.1.3]:3001', true],
  ['10.77.1.3', false],
  ['2001:db8::3:3001', false],
  ['localhost:3001', false],
  ['10.77.1.3:3001,10.77.1.4:3001', false],
  ['', false],
])('%j is what a session looks like: %p', (value, expected) => {
  const { header, pattern } = Stickiness.sessionHeader('X-Pod')._parts.pin ?? {};
  expect(header).toBe('X-Pod');
  expect(new RegExp(`^(?:${pattern})$`).test(value)).toBe(expected);
});

test('the name has 1 to 128 characters', () => {
  expect(policyOf(Stickiness.sessionHeader('x'.repeat(128)))).toBeDefined();
  expect(errorOf(() => Stickiness.sessionHeader('x'.repeat(129)))).toBe(
    `Stickiness.sessionHeader() name: got "${'x'.repeat(119)}…; allowed: at most 128 characters; remedy: write "${'x'.repeat(128)}".`,
  );
  expect(errorOf(() => Stickiness.sessionHeader(''))).toBe(
    'Stickiness.sessionHeader() name: got ""; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: name what the client sends.',
  );
});

test('a pseudo-header cannot hold the address of a pod', () => {
  expect(() => Stickiness.sessionHeader(':path')).toThrow('Stickiness.sessionHeader() name: got ":path"; allowed: ');
});

test.each(['Host', 'cookie', 'X-Envoy-Max-Retries'])('%s has a meaning of its own', (name) => {
  expect(errorOf(() => Stickiness.sessionHeader(name))).toBe(
    `Stickiness.sessionHeader() name: got "${name}"; allowed: a header that has no meaning of its own in HTTP or Envoy; remedy: write "X-Session-Pod".`,
  );
});
