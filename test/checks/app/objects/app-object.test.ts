import { type ApiObject, type Chart, JsonPatch, Lazy } from 'cdk8s';
import { StickyPolicy } from '../../../../src';
import { AppObject } from '../../../../src/checks/app/objects/app-object';
import { appChart, GATEWAY_API, raw, targetRef, web } from '../../../support/app';
import { HTTP } from '../../../support/chart';
import { errorsOfApp } from '../../../support/findings';
import { A, B, ruleAt, SESSION_HEADER } from '../../fixtures';

const routeOf = (chart: Chart, props = {}) => web(chart, props).httpRoutes[0] as ApiObject;

test('an object of this package is read without rendering it', () => {
  const chart = appChart();
  const object = routeOf(chart);
  const toJson = jest.spyOn(object, 'toJson');
  const read = new AppObject(object);
  expect(read).toMatchObject({
    isOurs: true,
    isAsMade: true,
    kind: 'HTTPRoute',
    namespace: 'shop',
    name: 'web',
    key: 'HTTPRoute shop/web',
    path: 'test/route/Resource',
    chart: 'test',
  });
  expect(read.construct.node.path).toBe('test/route');
  expect(read.spec.rules).toMatchObject([{ backendRefs: [{ name: 'api', port: 80, weight: 1 }] }]);
  expect(read.rules).toMatchObject([{ source: { property: 'http[0]' }, rule: HTTP[0] }]);
  expect(toJson).not.toHaveBeenCalled();
});

test('a patched object of this package is rendered once', () => {
  const object = routeOf(appChart());
  object.addJsonPatch(JsonPatch.replace('/spec/rules', []), JsonPatch.replace('/metadata/name', 'other'));
  const toJson = jest.spyOn(object, 'toJson');
  const read = new AppObject(object);
  expect(read).toMatchObject({ isOurs: true, isAsMade: false, name: 'other', namespace: 'shop' });
  expect(read.spec.rules).toEqual([]);
  expect(read.manifest.metadata.name).toBe('other');
  expect(toJson).toHaveBeenCalledTimes(1);
});

test('an object of this package without a list of patches counts as patched', () => {
  const object = routeOf(appChart());
  jest.spyOn(object, 'toJson').mockReturnValue({ metadata: { name: 'web', namespace: 'shop' } });
  expect(new AppObject(Object.assign(object, { patches: undefined })).isAsMade).toBe(false);
});

test('an object without a name has an empty one', () => {
  const object = routeOf(appChart());
  object.addJsonPatch(JsonPatch.remove('/metadata/name'), JsonPatch.remove('/metadata/namespace'));
  expect(new AppObject(object).key).toBe('HTTPRoute ');
});

test('the policy of a StickyPolicy is ours, and not for our own routes', () => {
  const { policy, node } = new StickyPolicy(appChart(), 'sticky', { targetRefs: [targetRef('wiki')] });
  const read = new AppObject(policy);
  expect(read).toMatchObject({ isOurs: true, isAsMade: false, rules: [] });
  expect(read.construct.node).toBe(node);
});

test("an object of somebody else's is its own construct", () => {
  const object = raw(appChart(), 'a', GATEWAY_API, 'HTTPRoute', { rules: [] });
  const read = new AppObject(object);
  expect(read).toMatchObject({ isOurs: false, isAsMade: false, construct: object, key: 'HTTPRoute shop/a', rules: [] });
  expect(read.spec).toEqual({ rules: [] });
});

test('an object without a spec has an empty one', () => {
  expect(new AppObject(raw(appChart(), 'a', GATEWAY_API, 'HTTPRoute', undefined as never)).spec).toEqual({});
});

test.each([
  ['name', { name: Lazy.any({ produce: () => 'later' }) }, 'Service shop/later'],
  ['namespace', { namespace: Lazy.any({ produce: () => 'later' }) }, 'Service later/a'],
])('a %s that cdk8s resolves at synthesis is resolved', (_, metadata, key) => {
  expect(new AppObject(raw(appChart(), 'a', 'v1', 'Service', {}, metadata)).key).toBe(key);
});

test('services whose names cdk8s resolves at synthesis are not taken for equal', () => {
  const chart = appChart();
  web(chart);
  for (const name of ['a', 'b']) {
    raw(chart, name, 'v1', 'Service', {}, { name: Lazy.any({ produce: () => name }) });
  }
  expect(errorsOfApp(chart)).toEqual([]);
});

test('a rule of a route has the property of its author, even if the route has other rules', () => {
  const http = [{ ...ruleAt('/a'), backendRefs: [A, B] }, ruleAt('/b')];
  const routes = web(appChart(), { http, stickiness: SESSION_HEADER }).httpRoutes.map((each) => new AppObject(each));
  expect(routes.map(({ rules }) => rules.map(({ source }) => source.property))).toEqual([
    ['http[0]', 'http[1]'],
    ['http[0]'],
  ]);
});

test('an object of this package has the input of its construct, and no other object has one', () => {
  expect(new AppObject(routeOf(appChart(), { streaming: true })).input?.streaming).toBe(true);
  expect(new AppObject(raw(appChart(), 'a', GATEWAY_API, 'HTTPRoute', {})).input).toBeUndefined();
});

test.each([
  ['GatewayClass', 'GatewayClass a'],
  ['Namespace', 'Namespace a'],
  ['Gateway', 'Gateway shop/a'],
])('a %s has the key %s, whatever namespace the chart writes into it', (kind, key) => {
  expect(new AppObject(raw(appChart(), 'a', GATEWAY_API, kind, {})).key).toBe(key);
});

test('only the policy of a StickyPolicy is for routes of others', () => {
  const chart = appChart();
  const { policies } = web(chart);
  const { policy } = new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')] });
  expect(
    [policies[0] as ApiObject, policy, raw(chart, 'a', GATEWAY_API, 'HTTPRoute', {})].map(
      (each) => new AppObject(each).isForOthers,
    ),
  ).toEqual([false, true, false]);
});

test.each([
  ['a label', JsonPatch.add('/metadata/labels', { team: 'a' }), true],
  ['the spec as it was', JsonPatch.replace('/spec/rules/0/backendRefs/0/name', 'api'), true],
  ['another backend', JsonPatch.replace('/spec/rules/0/backendRefs/0/name', 'other'), false],
  ['another name', JsonPatch.replace('/metadata/name', 'other'), false],
  ['another namespace', JsonPatch.replace('/metadata/namespace', 'other'), false],
])('an object of this package that is patched with %s is as made: %p', (_, patch, isAsMade) => {
  const object = routeOf(appChart());
  object.addJsonPatch(patch as JsonPatch);
  const read = new AppObject(object);
  expect(read.isAsMade).toBe(isAsMade);
  expect(read.specBeforePatches === undefined).toBe(isAsMade);
});
