import type { RouteInput } from '../input/route-input';
import { referenceGrants } from './grants';
import type { ObjectSpec } from './object-spec';
import { policies } from './policies';
import { routes } from './routes';

/** Id of the first object, which makes it the default child of the construct. */
const DEFAULT_CHILD_ID = 'Resource';

/** All objects of a StickyGatewayRoute in their order: routes, policies, ReferenceGrants. */
export function routeObjects(input: RouteInput): ObjectSpec[] {
  const ofRules = [...routes('HTTPRoute', input.http, input), ...routes('GRPCRoute', input.grpc, input)];
  const [first, ...others] = [...ofRules, ...policies(ofRules, input), ...referenceGrants(input)];
  return first ? [{ ...first, id: DEFAULT_CHILD_ID }, ...others] : [];
}
