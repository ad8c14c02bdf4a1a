import { problemsOf } from '../../support/chart';

const gateways = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `gateway-${i}` }));
const DISTINCT = (i: number, value: object, first: number) =>
  `parentRefs[${i}]: got ${JSON.stringify(value)}; allowed: another listener of the parent than parentRefs[${first}], named in the same way; remedy: give both a sectionName or both a port, or remove one of the two.`;

test.each([[[]], [undefined]])('a route without a parent serves nothing: %j', (parentRefs) => {
  expect(problemsOf({ parentRefs })).toEqual([
    `parentRefs: got ${parentRefs && '[]'}; allowed: at least one Gateway, as a route without one serves nothing; remedy: write [{ name: "<gateway>", namespace: "<its namespace>" }].`,
  ]);
});

test('there may be 32 parents, and not 33', () => {
  expect(problemsOf({ parentRefs: gateways(32) })).toEqual([]);
  expect(problemsOf({ parentRefs: gateways(33) })).toEqual([
    expect.stringMatching(/^parentRefs: got \[.*…; allowed: at most 32 items; remedy: write less\.$/),
  ]);
});

test('a parent is checked as the CRD says', () => {
  expect(problemsOf({ parentRefs: [{ name: 'a', namespace: 'B', port: 0 }] })).toEqual([
    'parentRefs[0].namespace: got "B"; allowed: lower-case letters, digits and "-", with a letter or digit at both ends; remedy: write "b".',
    'parentRefs[0].port: got 0; allowed: at least 1; remedy: write more.',
  ]);
  expect(problemsOf({ parentRefs: [{} as never] })).toEqual([
    'parentRefs[0].name: got undefined; allowed: a value, as it is required; remedy: set name.',
  ]);
});

test.each([
  ['another name', { name: 'b' }],
  ['another namespace', { name: 'a', namespace: 'n' }],
  ['another kind', { name: 'a', kind: 'Service' }],
  ['another group', { name: 'a', group: 'example.com' }],
])('%s is another parent', (_, other) => {
  expect(problemsOf({ parentRefs: [{ name: 'a' }, other] })).toEqual([]);
});

test.each([
  ['nothing', { name: 'a' }, { name: 'a' }],
  ['defaults', { name: 'a' }, { name: 'a', kind: 'Gateway', group: 'gateway.networking.k8s.io' }],
  ['a section of one only', { name: 'a' }, { name: 'a', sectionName: 'https' }],
  ['a port of one only', { name: 'a' }, { name: 'a', port: 443 }],
  ['a section and a port', { name: 'a', sectionName: 'https' }, { name: 'a', port: 443 }],
  ['the same section', { name: 'a', sectionName: 'https' }, { name: 'a', sectionName: 'https' }],
])('%s does not tell two references to one parent apart', (_, one, other) => {
  expect(problemsOf({ parentRefs: [one, other] })).toEqual([DISTINCT(1, other, 0)]);
});

test.each([
  ['sections', { name: 'a', sectionName: 'http' }, { name: 'a', sectionName: 'https' }],
  ['ports', { name: 'a', port: 80 }, { name: 'a', port: 443 }],
  ['ports of a section', { name: 'a', sectionName: 'x', port: 80 }, { name: 'a', sectionName: 'x', port: 443 }],
])('%s tell two references to one parent apart', (_, one, other) => {
  expect(problemsOf({ parentRefs: [one, other] })).toEqual([]);
});
