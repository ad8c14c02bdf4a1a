import { App, Chart } from 'cdk8s';
import type { StickyGatewayRouteProps } from '../../../../src';
import { GRPC, HTTP, route } from '../../../support/chart';
import { errorsOfApp } from '../../../support/findings';
import { HASH } from '../../fixtures';

const ELSEWHERE = [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }];

function errors(props: Partial<StickyGatewayRouteProps>, namespace?: string): string[] {
  const chart = new Chart(new App(), 'test', { namespace });
  route({ stickiness: HASH, ...props }, chart);
  return errorsOfApp(chart);
}

test.each([
  ['an HTTP rule', { http: ELSEWHERE }],
  ['a gRPC rule', { http: undefined, grpc: ELSEWHERE }],
])('a ReferenceGrant for %s is an error if the namespace of the route is unknown', (_, rules) => {
  expect(errors({ referenceGrants: true, ...rules })).toEqual([
    'test/route: grant-without-namespace metadata.namespace',
  ]);
});

test.each([
  ['the chart has the namespace', { referenceGrants: true, http: ELSEWHERE }, 'shop'],
  [
    'the metadata has the namespace',
    { referenceGrants: true, http: ELSEWHERE, metadata: { namespace: 'shop' } },
    undefined,
  ],
  ['no backend is in another namespace', { referenceGrants: true, http: HTTP, grpc: GRPC }, undefined],
  ['none is to be made', { http: ELSEWHERE, acknowledge: ['reference-grant'] }, undefined],
])('ReferenceGrants are no error if %s', (_, props, namespace) => {
  expect(errors(props, namespace)).toEqual([]);
});
