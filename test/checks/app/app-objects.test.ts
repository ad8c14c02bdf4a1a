import { JsonPatch, Lazy } from 'cdk8s';
import { AppObjects, objectKey } from '../../../src/checks/app/app-objects';
import { appChart, GATEWAY_API, problemsOfApp, raw, web } from '../../support/app';
import { HTTP } from '../../support/chart';

test('objects are in the order of the tree, by kind', () => {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'Gateway', {});
  web(chart, { grpc: HTTP });
  raw(chart, 'z', GATEWAY_API, 'HTTPRoute', {});
  const objects = new AppObjects(chart);
  const paths = (...kinds: string[]) => objects.ofKind(...kinds).map(({ path }) => path);
  expect(paths('GRPCRoute', 'HTTPRoute')).toEqual(['test/route/GrpcRoute', 'test/route/Resource', 'test/z']);
  expect(paths('Gateway', 'Service')).toEqual(['test/a']);
  expect(paths('Service')).toEqual([]);
  expect(paths('Gateway', 'HTTPRoute', 'GRPCRoute', 'BackendTrafficPolicy')).toHaveLength(5);
});

test('an app without such objects has none', () => {
  expect(new AppObjects(appChart()).ofKind('HTTPRoute', 'GRPCRoute', 'Service')).toEqual([]);
});

test('what this package made is known without rendering it, until somebody patches it', () => {
  const chart = appChart();
  const { httpRoutes } = web(chart, { acknowledge: ['retry'] });
  const first = () => new AppObjects(chart).ofKind('HTTPRoute')[0];
  const toJson = jest.spyOn(httpRoutes[0] as never, 'toJson' as never);
  expect(first()).toMatchObject({ isOurs: true, isAsMade: true, owner: 'test/route', acknowledged: ['retry'] });
  expect(first()?.spec.rules).toEqual(HTTP);
  expect(toJson).not.toHaveBeenCalled();
  httpRoutes[0]?.addJsonPatch(JsonPatch.replace('/spec/rules', []), JsonPatch.replace('/metadata/name', 'other'));
  expect(first()).toMatchObject({ isOurs: true, isAsMade: false, name: 'other', namespace: 'shop' });
  expect(first()?.spec.rules).toEqual([]);
});

test("an object of somebody else's is its own owner", () => {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'HTTPRoute', { rules: [] });
  const [object] = new AppObjects(chart).ofKind('HTTPRoute');
  expect(object).toMatchObject({
    isOurs: false,
    isAsMade: false,
    owner: 'test/a',
    acknowledged: [],
    key: 'HTTPRoute shop/a',
  });
  expect(object?.spec).toEqual({ rules: [] });
});

test('an object without a spec has an empty one', () => {
  const chart = appChart();
  raw(chart, 'a', GATEWAY_API, 'HTTPRoute', undefined as never);
  expect(new AppObjects(chart).ofKind('HTTPRoute')[0]?.spec).toEqual({});
});

test('names that cdk8s resolves at synthesis are told apart', () => {
  const chart = appChart();
  web(chart);
  for (const name of ['a', 'b']) {
    raw(chart, name, 'v1', 'Service', {}, { name: Lazy.any({ produce: () => name }) });
  }
  expect(new AppObjects(chart).ofKind('Service').map(({ key }) => key)).toEqual(['Service shop/a', 'Service shop/b']);
  expect(problemsOfApp(chart)).toEqual([]);
});

test('a key has the namespace where there is one', () => {
  expect(objectKey('Service', 'shop', 'api')).toBe('Service shop/api');
  expect(objectKey('Service', '', 'api')).toBe('Service api');
});
