import { targetRef } from '../../support/app';
import { messagesOfPolicy } from '../../support/findings';
import { HASH } from '../fixtures';

const WIKI = targetRef('wiki');
const errors = (targetRefs: object[]) =>
  messagesOfPolicy({ targetRefs: targetRefs as never, stickiness: HASH }).map(
    ({ id, property }) => `${id} ${property}`,
  );

test('a StickyPolicy without a target is an error', () => {
  expect(errors([])).toContain('no-target targetRefs');
});

test('routes of both kinds and their rules are accepted as targets', () => {
  expect(errors([WIKI, targetRef('quotes', undefined, 'GRPCRoute'), targetRef('shop', 'cart')])).toEqual([]);
});

test.each([
  ['a Gateway', targetRef('public', undefined, 'Gateway')],
  ['a route of another group', { ...targetRef('other'), group: 'example.com' }],
])('%s is an error as a target', (_, ref) => {
  const messages = messagesOfPolicy({ targetRefs: [WIKI, ref], stickiness: HASH });
  expect(messages).toMatchObject([
    { id: 'target-kind', property: 'targetRefs[1].kind', value: JSON.stringify(`${ref.group}/${ref.kind}`) },
  ]);
  expect(messages[0]?.expected).toContain('gateway.networking.k8s.io/HTTPRoute');
  expect(messages[0]?.expected).toContain('gateway.networking.k8s.io/GRPCRoute');
});

test('a repeated target is an error', () => {
  expect(errors([WIKI, targetRef('other'), WIKI])).toEqual(['duplicate-item targetRefs[2]']);
});

test('a route and one of its rules are two targets', () => {
  expect(errors([WIKI, targetRef('wiki', 'edit')])).toEqual([]);
});
