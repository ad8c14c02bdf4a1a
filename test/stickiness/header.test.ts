import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { refusalOf } from '../support/findings';
import { policyOf, yamlOf } from '../support/render';

test('Stickiness.header() renders type Header with its name, and nothing else', () => {
  expect(yamlOf({ stickiness: Stickiness.header('Mcp-Session-Id') })).toContain(`spec:
  loadBalancer:
    consistentHash:
      header:
        name: Mcp-Session-Id
      type: Header
    type: ConsistentHash
  targetRefs:
`);
});

test('Stickiness.headers() renders several headers in their order', () => {
  expect(policyOf(Stickiness.headers(['X-User', ':path', 'X-Tenant'])).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Headers', headers: [{ name: 'X-User' }, { name: ':path' }, { name: 'X-Tenant' }] },
  });
});

test('Stickiness.header() renders a pseudo-header', () => {
  expect(policyOf(Stickiness.header(':authority')).loadBalancer.consistentHash.header).toEqual({ name: ':authority' });
});

test('Stickiness.header() renders any token as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/), (name) => {
      expect(policyOf(Stickiness.header(name)).loadBalancer.consistentHash.header.name).toBe(name);
    }),
  );
});

test.each([
  ['a name with a blank', 'X Session', 'invalid-name'],
  ['a pseudo-header that no request has', ':status', 'invalid-name'],
  ['a header that changes with every request', 'X-Request-Id', 'header-changes'],
])('Stickiness.header() and Stickiness.headers() refuse %s', (_, name, id) => {
  expect(refusalOf(() => Stickiness.header(name))).toBe(`${id} Stickiness.header() name`);
  expect(refusalOf(() => Stickiness.headers(['a', name]))).toBe(`${id} Stickiness.headers() names[1]`);
});

test.each([
  ['an empty list', [], 'no-names Stickiness.headers() names'],
  ['a name that is there in another case', ['X-User', 'x-user'], 'duplicate-item Stickiness.headers() names[1]'],
  ['an empty name', ['X-User', ''], 'invalid-name Stickiness.headers() names[1]'],
])('Stickiness.headers() refuses %s', (_, names, refusal) => {
  expect(refusalOf(() => Stickiness.headers(names))).toBe(refusal);
});

test('Stickiness.headers() does not change its list, and later changes of it have no effect', () => {
  const names = ['a', 'b'];
  const stickiness = Stickiness.headers(names);
  names[0] = 'c';
  names.push('d');
  expect(policyOf(stickiness)).toEqual(policyOf(Stickiness.headers(Object.freeze(['a', 'b']) as string[])));
  expect(stickiness._plan.headers).toEqual(['a', 'b']);
});

test('Stickiness.headers() refuses a list with a hole', () => {
  const names = Object.assign([], { 1: 'a' });
  expect(refusalOf(() => Stickiness.headers(names))).toMatch(/ Stickiness\.headers\(\) names\[0\]$/);
});
