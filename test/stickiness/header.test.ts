import * as fc from 'fast-check';
import { Stickiness } from '../../src';
import { errorOf, policyOf, yamlOf } from '../support/render';

test('a header renders type Header with its name, and nothing else', () => {
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

test('several headers are rendered in their order', () => {
  expect(policyOf(Stickiness.headers(['X-User', ':path', 'X-Tenant'])).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Headers', headers: [{ name: 'X-User' }, { name: ':path' }, { name: 'X-Tenant' }] },
  });
});

test('a pseudo-header can be hashed', () => {
  expect(policyOf(Stickiness.header(':authority')).loadBalancer.consistentHash.header).toEqual({ name: ':authority' });
});

test('any token is rendered as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/), (name) => {
      expect(policyOf(Stickiness.header(name)).loadBalancer.consistentHash.header.name).toBe(name);
    }),
  );
});

test.each<[string, () => Stickiness, string]>([
  [
    'a name with a blank',
    () => Stickiness.header('X Session'),
    'Stickiness.header() name: got "X Session"; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: write "X-Session".',
  ],
  [
    'a pseudo-header that requests do not have',
    () => Stickiness.header(':status'),
    'Stickiness.header() name: got ":status"; allowed: a header name, or :authority, :method, :path, :scheme; remedy: drop the ":".',
  ],
  [
    'an empty list',
    () => Stickiness.headers([]),
    'Stickiness.headers() names: got []; allowed: at least one name; remedy: name what the client sends, or use Stickiness.none().',
  ],
  [
    'a duplicate name but for its case',
    () => Stickiness.headers(['X-User', 'x-user']),
    'Stickiness.headers() names[1]: got "x-user"; allowed: no equal of [0]; remedy: remove one of the two.',
  ],
  [
    'an empty name in a list',
    () => Stickiness.headers(['X-User', '']),
    'Stickiness.headers() names[1]: got ""; allowed: at least one of letters, digits and !#$%&\'*+-.^_`|~; remedy: name what the client sends.',
  ],
])('%s is refused', (_, make, message) => {
  expect(errorOf(make)).toBe(message);
});

test('the list is not changed, and changing it later changes nothing', () => {
  const names = ['a', 'b'];
  const stickiness = Stickiness.headers(names);
  names[0] = 'c';
  names.push('d');
  expect(policyOf(stickiness)).toEqual(policyOf(Stickiness.headers(Object.freeze(['a', 'b']) as string[])));
});
