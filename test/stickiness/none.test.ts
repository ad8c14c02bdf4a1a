import { Stickiness } from '../../src';
import { HTTP, manifestsOf } from '../support/chart';

test('Stickiness.none() renders the rules of the route as they are, and no policy', () => {
  const manifests = manifestsOf({ stickiness: Stickiness.none() });
  expect(manifests.map(({ kind }) => kind)).toEqual(['HTTPRoute']);
  expect(manifests[0]?.spec.rules).toMatchObject(HTTP);
  expect(manifests[0]?.spec.rules[0]).not.toHaveProperty('filters');
  expect(manifests[0]?.spec.rules[0].backendRefs[0]).not.toHaveProperty('filters');
  expect(manifests[0]?.metadata).not.toHaveProperty('annotations');
});
