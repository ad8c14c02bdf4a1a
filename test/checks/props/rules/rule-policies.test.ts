import { EnvoyGatewayVersion, Stickiness } from '../../../../src';
import { errorsOf } from '../../../support/findings';
import { A, HASH } from '../../fixtures';

const http = [{ name: 'a', backendRefs: [A] }];
const { V1_5, V1_6 } = EnvoyGatewayVersion;

test('a policy for a single rule needs Envoy Gateway 1.6', () => {
  const props = { http, stickiness: HASH, ruleStickiness: { a: Stickiness.header('X-Team') } };
  expect(errorsOf({ ...props, target: V1_5 })).toEqual(['newer-envoy-gateway ruleStickiness["a"]']);
  expect(errorsOf({ ...props, target: V1_6 })).toEqual([]);
});

test('a rule with the stickiness of all others has no policy of its own', () => {
  const ruleStickiness = { a: Stickiness.header('X-User') };
  expect(errorsOf({ http, stickiness: HASH, ruleStickiness, target: V1_5 })).toEqual([]);
});
