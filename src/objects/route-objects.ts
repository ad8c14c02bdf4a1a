import type { RouteInput } from '../input/route-input';
import { referenceGrants } from './grants';
import type { ObjectSpec } from './object-spec';
import { policies } from './policies';
import { routes } from './routes';
import { storedSpec } from './stored';

/** Id of the first object, which makes it the default child of the construct. */
const DEFAULT_CHILD_ID = 'Resource';

/** All objects of a StickyGatewayRoute in their order: routes, policies, ReferenceGrants. */
export function routeObjects(input: RouteInput): ObjectSpec[] {
  const ofRules = [...routes('HTTPRoute', input.http, input), ...routes('GRPCRoute', input.grpc, input)];
  const objects = [...ofRules, ...policies(ofRules, input), ...referenceGrants(input)];
  return objects.map((object, i) => ({
    ...object,
    id: i === 0 ? DEFAULT_CHILD_ID : object.id,
    specOf: (firstName) => storedSpec(object.kind, object.specOf(firstName)),
  }));
}
