import { StickyPolicy } from '../../src';
import { originOf } from '../../src/objects/origin';
import { raw, targetRef, web } from '../support/app';
import { GRPC, HTTP, PARENT_REFS, testChart } from '../support/chart';

test('a route remembers its construct, its spec and its rules', () => {
  const made = web(testChart(), { http: HTTP, grpc: GRPC });
  const [http, grpc] = [...made.httpRoutes, ...made.grpcRoutes].map(originOf);
  expect(http?.construct).toBe(made);
  expect(http?.spec).toMatchObject({ parentRefs: PARENT_REFS, rules: HTTP });
  expect(http?.rules?.map(({ source, rule }) => [source.property, rule])).toEqual([['http[0]', HTTP[0]]]);
  expect(http?.isForOthers).toBeFalsy();
  expect(grpc?.rules?.map(({ source, rule }) => [source.property, rule])).toEqual([['grpc[0]', GRPC[0]]]);
});

test('a policy remembers its construct and its spec, and whether it is for the routes of others', () => {
  const chart = testChart();
  const made = web(chart);
  const forOthers = new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')] });
  const [ofRoute] = made.policies.map(originOf);
  expect(ofRoute?.construct).toBe(made);
  expect(ofRoute?.spec).toMatchObject({ targetRefs: [targetRef('web')] });
  expect(ofRoute?.isForOthers).toBeFalsy();
  expect(originOf(forOthers.policy)?.construct).toBe(forOthers);
  expect(originOf(forOthers.policy)?.spec).toMatchObject({ targetRefs: [targetRef('wiki')] });
  expect(originOf(forOthers.policy)?.isForOthers).toBe(true);
});

test('an object of others has no origin', () => {
  expect(originOf(raw(testChart(), 'a', 'v1', 'ConfigMap', {}))).toBeUndefined();
});
