import { errorsOf, messagesOf } from '../../../support/findings';
import { times } from '../../fixtures';

const gateways = (count: number) => times(count, (i) => ({ name: `gateway-${i}` }));

test.each([[[]], [undefined]])('a route with the parents %j is an error', (parentRefs) => {
  expect(errorsOf({ parentRefs })).toEqual(['no-parent parentRefs']);
});

test('a route may have 32 parents, not 33', () => {
  expect(errorsOf({ parentRefs: gateways(32) })).toEqual([]);
  expect(errorsOf({ parentRefs: gateways(33) })).toEqual(['out-of-range parentRefs']);
});

test('values of parentRefs that the CRD does not allow are errors', () => {
  expect(errorsOf({ parentRefs: [{ name: 'a', namespace: 'B', port: 0 }] })).toEqual([
    'wrong-form parentRefs[0].namespace',
    'out-of-range parentRefs[0].port',
  ]);
  expect(errorsOf({ parentRefs: [{} as never] })).toEqual(['missing-field parentRefs[0].name']);
});

test.each([
  ['name', { name: 'b' }],
  ['namespace', { name: 'a', namespace: 'n' }],
  ['kind', { name: 'a', kind: 'ListenerSet' }],
])('parents that differ in %s are accepted', (_, other) => {
  expect(errorsOf({ parentRefs: [{ name: 'a' }, other] })).toEqual([]);
});

test('parents that differ in group are not taken for one', () => {
  expect(errorsOf({ parentRefs: [{ name: 'a' }, { name: 'a', group: 'example.com' }] })).toEqual([
    'parent-kind parentRefs[1].kind',
  ]);
});

test.each([
  ['are equal', { name: 'a' }, { name: 'a' }],
  ['differ in defaults', { name: 'a' }, { name: 'a', kind: 'Gateway', group: 'gateway.networking.k8s.io' }],
  ['name a section in one only', { name: 'a' }, { name: 'a', sectionName: 'https' }],
  ['name a port in one only', { name: 'a' }, { name: 'a', port: 443 }],
  ['name a section and a port', { name: 'a', sectionName: 'https' }, { name: 'a', port: 443 }],
  ['name the same section', { name: 'a', sectionName: 'https' }, { name: 'a', sectionName: 'https' }],
])('references to one parent that %s are an error', (_, one, other) => {
  const [message, ...others] = messagesOf({ parentRefs: [one, other] });
  expect(message).toMatchObject({ id: 'duplicate-parent', property: 'parentRefs[1]' });
  expect(message?.expected).toContain('parentRefs[0]');
  expect(others).toEqual([]);
});

test('each later reference to one parent is an error', () => {
  const a = { name: 'a' };
  expect(errorsOf({ parentRefs: [{ name: 'b' }, a, a, a] })).toEqual([
    'duplicate-parent parentRefs[2]',
    'duplicate-parent parentRefs[3]',
  ]);
});

test.each([
  ['in section', { name: 'a', sectionName: 'http' }, { name: 'a', sectionName: 'https' }],
  ['in port', { name: 'a', port: 80 }, { name: 'a', port: 443 }],
  ['in the port of a section', { name: 'a', sectionName: 'x', port: 80 }, { name: 'a', sectionName: 'x', port: 443 }],
])('references to one parent that differ %s are accepted', (_, one, other) => {
  expect(errorsOf({ parentRefs: [one, other] })).toEqual([]);
});
