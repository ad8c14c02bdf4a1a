import { StickyPolicy } from '../../../../src';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { attachedConstructs } from '../../../../src/checks/app/objects/attachments';
import { appChart, GATEWAY_API, policy, raw, targetRef, web } from '../../../support/app';
import { A, HASH, NONE } from '../../fixtures';

const parentRefs = [{ name: 'public', namespace: 'gateways' }];

function attached(chart: ReturnType<typeof appChart>) {
  return attachedConstructs(new AppObjects(chart.node.root)).map(({ construct, policies, attachments }) => ({
    path: construct.node.path,
    policies: policies.length,
    routes: attachments.map((each) => [each.route.key, each.parentRefs.length]),
  }));
}

test('a StickyGatewayRoute has the routes of all its policies', () => {
  const chart = appChart();
  web(chart, { parentRefs, http: [{ name: 'a', backendRefs: [A] }], stickiness: HASH, ruleStickiness: { a: NONE } });
  const route = ['HTTPRoute shop/web', 1];
  expect(attached(chart)).toEqual([{ path: 'test/route', policies: 2, routes: [route, route] }]);
});

test('a StickyPolicy has the routes that it names; an unknown one has no parents', () => {
  const chart = appChart();
  raw(chart, 'wiki', GATEWAY_API, 'HTTPRoute', { parentRefs, rules: [] });
  const targetRefs = [targetRef('wiki'), targetRef('orders')];
  new StickyPolicy(chart, 'sticky', { metadata: { name: 'sticky' }, targetRefs, stickiness: HASH });
  policy(chart, 'other', { targetRefs: [targetRef('wiki')] });
  const routes = [
    ['HTTPRoute shop/wiki', 1],
    ['BackendTrafficPolicy shop/sticky', 0],
  ];
  expect(attached(chart)).toEqual([{ path: 'test/sticky', policies: 1, routes }]);
});
