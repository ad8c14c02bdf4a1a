import { GRPC, HTTP } from '../../../support/chart';
import { errorsOf } from '../../../support/findings';
import { HASH, NONE } from '../../fixtures';

const checked = (type: string) => ({ healthCheck: { active: { type: type as never, [type.toLowerCase()]: {} } } });

test.each([
  ['HTTP rules', { http: HTTP }],
  ['HTTP rules beside gRPC rules', { http: HTTP, grpc: GRPC }],
])('a gRPC health check is an error for %s', (_, rules) => {
  expect(errorsOf({ ...rules, trafficPolicy: checked('GRPC'), stickiness: NONE })).toEqual([
    'grpc-health-check trafficPolicy.healthCheck.active.type',
  ]);
});

test('a gRPC health check is accepted for gRPC rules alone', () => {
  expect(errorsOf({ http: undefined, grpc: GRPC, trafficPolicy: checked('GRPC'), stickiness: HASH })).toEqual([]);
});

test('another health check is accepted for HTTP rules', () => {
  expect(errorsOf({ trafficPolicy: checked('TCP') })).toEqual([]);
});
