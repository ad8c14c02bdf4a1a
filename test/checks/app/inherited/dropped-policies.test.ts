import { Stickiness } from '../../../../src';
import { findingsOf, gatewayPolicy, webChart } from '../../../cases/web';
import { messagesOfApp, printedWarnings } from '../../../support/findings';
import { HASH } from '../../fixtures';

const DROPPED = ['dropped-policy trafficPolicy.mergeType'];
const NONE = Stickiness.none();

test.each([
  [
    'only the policy of one rule',
    { stickiness: NONE, http: [{ name: 'a', backendRefs: [{ name: 'web', port: 80 }] }], ruleStickiness: { a: HASH } },
    DROPPED,
  ],
  ['only settings', { stickiness: NONE, trafficPolicy: { rateLimit: undefined, timeout: {} } }, DROPPED],
  ['settings without mergeType', { trafficPolicy: { timeout: {} } }, DROPPED],
  ['JSONMerge', { trafficPolicy: { mergeType: 'JSONMerge' } }, []],
  ['an acknowledged warning', { acknowledge: ['dropped-policy'] }, []],
])('the policy of the Gateway beside a construct with %s', (_, props, found) => {
  expect(findingsOf(props, gatewayPolicy({ rateLimit: {} }))).toEqual(found);
});

test('a dropped policy is named in one warning, however many there are', () => {
  messagesOfApp(webChart({}, [gatewayPolicy({})]));
  expect(printedWarnings()).toMatchObject([{ path: 'shop/web', id: 'dropped-policy' }]);
  expect(printedWarnings()[0]?.expected).toContain('BackendTrafficPolicy gateways/platform');
});
