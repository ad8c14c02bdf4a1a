import { errorsOf } from '../../../support/findings';
import { A, HASH, NONE, SESSION_HEADER } from '../../fixtures';

const POOL = { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'llm' };

test.each([
  ['a hash', HASH],
  ['a session', SESSION_HEADER],
])('an InferencePool is an error under %s', (_, stickiness) => {
  expect(errorsOf({ http: [{ backendRefs: [POOL] }], stickiness })).toContain(
    'backend-picks-pod http[0].backendRefs[0].kind',
  );
});

test('an InferencePool is accepted without stickiness', () => {
  expect(errorsOf({ http: [{ backendRefs: [POOL] }], stickiness: NONE })).toEqual([]);
});

test('only the InferencePool among several backends is reported', () => {
  const backendRefs = [A, { ...A, name: 'b', kind: 'Service' }, POOL];
  expect(errorsOf({ http: [{ backendRefs }], stickiness: HASH })).toEqual([
    'backend-picks-pod http[0].backendRefs[2].kind',
  ]);
});
