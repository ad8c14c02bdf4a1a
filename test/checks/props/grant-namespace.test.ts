import { Chart, Testing } from 'cdk8s';
import { GRPC, HTTP, route } from '../../support/chart';

const ELSEWHERE = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];
const PROBLEM =
  'metadata.namespace: got undefined; allowed: a namespace, as a ReferenceGrant has to name that of the route; remedy: set it here or in the chart.';

const problems = (props: object, namespace?: string) =>
  route(props, new Chart(Testing.app(), 'test', { namespace })).node.validate();

test('a grant has to name the namespace of the route', () => {
  expect(problems({ referenceGrants: true, http: ELSEWHERE })).toEqual([PROBLEM]);
  expect(problems({ referenceGrants: true, http: undefined, grpc: ELSEWHERE })).toEqual([PROBLEM]);
});

test.each([
  ['it is that of the chart', { referenceGrants: true, http: ELSEWHERE }, 'shop'],
  [
    'it is that of the construct',
    { referenceGrants: true, http: ELSEWHERE, metadata: { namespace: 'shop' } },
    undefined,
  ],
  ['no backend is elsewhere', { referenceGrants: true, http: HTTP, grpc: GRPC }, undefined],
  ['no grants are asked for', { referenceGrants: false, http: ELSEWHERE }, undefined],
])('there is no problem where %s', (_, props, namespace) => {
  expect(problems(props, namespace)).toEqual([]);
});
