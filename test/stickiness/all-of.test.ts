import { Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { errorsOf, refusedBy } from '../support/findings';
import { policyOf, ruleOf } from '../support/render';

const { allOf, cookie, header, headers, mcp, queryParams, sourceIp } = Stickiness;
const MIXED = allOf([queryParams(['room']), header('X-User')]);

/** The value that the key's filter computes. */
function keyOf(stickiness: Stickiness): string {
  const [filter] = ruleOf(stickiness).filters ?? [];
  const [{ name, value } = { name: '', value: '' }] = filter?.requestHeaderModifier?.set ?? [];
  expect(name).toBe(KEY_HEADER);
  return value;
}

test('Stickiness.allOf() renders a hash of the key that a filter computes', () => {
  expect(policyOf(MIXED).loadBalancer).toEqual({
    type: 'ConsistentHash',
    consistentHash: { type: 'Header', header: { name: KEY_HEADER } },
  });
});

test('Stickiness.allOf() puts all members into the key', () => {
  const key = keyOf(
    allOf([header('X-User'), headers(['X-A', 'X-B']), cookie({ name: 'c', passive: true }), sourceIp()]),
  );
  for (const part of ['x-user', 'x-a', 'x-b', 'cookie', 'source.address']) {
    expect(key.toLowerCase()).toContain(part);
  }
});

test('Stickiness.allOf() differs from firstOf() of the same members', () => {
  expect(keyOf(MIXED)).not.toBe(keyOf(Stickiness.firstOf([queryParams(['room']), header('X-User')])));
});

test('Stickiness.allOf() cannot have weighted backends, as Envoy chooses one before it has the key', () => {
  const backendRefs = [
    { name: 'web', port: 80, weight: 9 },
    { name: 'next', port: 80, weight: 1 },
  ];
  expect(errorsOf({ stickiness: MIXED, http: [{ backendRefs }] })).toHaveLength(1);
});

test.each([
  ['no members', []],
  ['a session', [mcp(), header('X-User')]],
  ['allOf() itself', [MIXED, header('X-User')]],
])('%s is refused', (_, members) => {
  expect(refusedBy(() => allOf(members)).property).toContain('Stickiness.allOf()');
});
