import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { policyInput } from '../../src/input/policy-input';
import { targetRef } from '../support/app';

const HEADER = Stickiness.header('X-User');

test('properties of a StickyPolicy that are left out have their defaults', () => {
  const stickiness = Stickiness.cookie();
  expect(policyInput({} as never, undefined)).toEqual({
    metadata: undefined,
    namespace: undefined,
    targetRefs: [],
    rules: [],
    stickiness,
    plans: [{ property: 'stickiness', plan: stickiness._plan, isDefault: true }],
    trafficPolicy: undefined,
    streaming: undefined,
    acknowledge: [],
    target: EnvoyGatewayVersion.V1_9,
    misshapen: [],
  });
});

test('properties of a StickyPolicy are kept as their author wrote them', () => {
  const props = {
    metadata: { name: 'wiki' },
    targetRefs: [targetRef('wiki')],
    stickiness: HEADER,
    trafficPolicy: {},
    streaming: false,
    acknowledge: ['retry'],
    target: EnvoyGatewayVersion.V1_5,
  };
  expect(policyInput(props, 'shop')).toMatchObject(props);
});

test('the namespace of a policy is that of the metadata, else that of the chart', () => {
  const targetRefs = [targetRef('wiki')];
  expect(policyInput({ targetRefs, metadata: { namespace: 'desk' } }, 'shop').namespace).toBe('desk');
  expect(policyInput({ targetRefs }, 'shop').namespace).toBe('shop');
});

test('each target is a rule with the stickiness of the policy', () => {
  const targetRefs = [targetRef('wiki'), targetRef('quotes', undefined, 'GRPCRoute')];
  const rule = { rule: {}, plan: HEADER._plan, matches: [], filters: [], backendRefs: [] };
  expect(policyInput({ targetRefs, stickiness: HEADER }, 'shop').rules).toEqual([
    { ...rule, property: 'targetRefs[0]', isGrpc: false },
    { ...rule, property: 'targetRefs[1]', isGrpc: true },
  ]);
});
