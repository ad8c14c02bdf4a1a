import { EnvoyGatewayVersion, StickyPolicy } from '../../../../src';
import { appChart, GATEWAY_API, raw, targetRef } from '../../../support/app';
import { brief, messagesOfApp, messagesOfPolicy, printedWarnings } from '../../../support/findings';
import { HASH } from '../../fixtures';

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

test('a rule as a target needs Envoy Gateway 1.6', () => {
  const of = (target: EnvoyGatewayVersion) =>
    messagesOfPolicy({ targetRefs: [targetRef('shop', 'cart')], stickiness: HASH, target }).map(brief);
  expect(of(EnvoyGatewayVersion.V1_5)).toEqual(['newer-envoy-gateway targetRefs[0].sectionName']);
  expect(of(EnvoyGatewayVersion.V1_6)).toEqual([]);
});

test('a namespace in a target is one error, which says where the policy belongs', () => {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { rules: [] }, { namespace: 'desk' });
  new StickyPolicy(chart, 'sticky', { targetRefs: [{ ...WIKI, namespace: 'desk' } as never], stickiness: HASH });
  expect(messagesOfApp(chart)).toMatchObject([
    {
      id: 'unknown-field',
      property: 'targetRefs[0].namespace',
      remedy: 'remove it, and set metadata.namespace to "desk" for a route of that namespace',
    },
  ]);
  expect(printedWarnings()).toEqual([]);
});
