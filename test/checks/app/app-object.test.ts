import { type ApiObject, type Chart, JsonPatch, Lazy } from 'cdk8s';
import { StickyPolicy } from '../../../src';
import { AppObject } from '../../../src/checks/app/app-object';
import { appChart, GATEWAY_API, raw, targetRef, web } from '../../support/app';
import { HTTP } from '../../support/chart';
import { errorsOfApp } from '../../support/findings';
import { A, B, ruleAt, SESSION_HEADER } from '../fixtures';

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
  expect(read.spec.rules).toEqual(HTTP);
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

describe('the property of a rule', () => {
  const http = [{ ...ruleAt('/a'), backendRefs: [A, B] }, ruleAt('/b')];

  test('is that of the author, even if the route has other rules', () => {
    const routes = web(appChart(), { http, stickiness: SESSION_HEADER }).httpRoutes.map((each) => new AppObject(each));
    expect(routes.map((each) => each.ruleProperty(0))).toEqual(['http[0]', 'http[0]']);
    expect(routes[0]?.ruleProperty(1)).toBe('http[1]');
  });

  test('is that of the rendered route if somebody patched it', () => {
    const object = routeOf(appChart(), { http });
    object.addJsonPatch(JsonPatch.remove('/spec/rules/0'));
    expect(new AppObject(object).ruleProperty(0)).toBe('spec.rules[0]');
  });

  test("is that of the rendered route for somebody else's", () => {
    expect(new AppObject(raw(appChart(), 'a', GATEWAY_API, 'HTTPRoute', {})).ruleProperty(2)).toBe('spec.rules[2]');
  });
});
