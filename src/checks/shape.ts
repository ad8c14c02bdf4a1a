import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Problem } from '../problem';
import { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';
import type { StickyPolicyProps } from '../sticky-policy-props';

/** What the value of a property has to be before anything else can be said of it. */
interface Shape {
  readonly inWords: string;
  readonly fits: (value: unknown) => boolean;
}

const OBJECT: Shape = { inWords: 'an object', fits: isObject };
const OBJECTS: Shape = { inWords: 'a list of objects', fits: (value) => Array.isArray(value) && value.every(isObject) };
const LIST: Shape = { inWords: 'a list', fits: Array.isArray };
const FLAG: Shape = { inWords: 'true or false', fits: (value) => typeof value === 'boolean' };
const STICKINESS: Shape = { inWords: 'what a factory of Stickiness returns', fits: isStickiness };

/** What each property of a construct has to be. */
export type Shapes<P> = { readonly [property in keyof Required<P>]: Shape };

const COMMON = {
  metadata: OBJECT,
  stickiness: STICKINESS,
  trafficPolicy: OBJECT,
  streaming: FLAG,
  acknowledge: LIST,
  target: {
    inWords: 'a member of EnvoyGatewayVersion',
    fits: (value: unknown) => value instanceof EnvoyGatewayVersion,
  },
};

export const ROUTE_SHAPES: Shapes<StickyGatewayRouteProps> = {
  ...COMMON,
  parentRefs: OBJECTS,
  hostnames: LIST,
  http: OBJECTS,
  grpc: OBJECTS,
  ruleStickiness: {
    inWords: `an object of ${STICKINESS.inWords}`,
    fits: (value) => isObject(value) && Object.values(value).every(isStickiness),
  },
  referenceGrants: FLAG,
};

export const POLICY_SHAPES: Shapes<StickyPolicyProps> = { ...COMMON, targetRefs: OBJECTS };

/**
 * The properties without those that are null or of another type than TypeScript demands, and what is wrong with the latter.
 *
 * Authors who write JavaScript, or cast, would otherwise get a stack trace, or a route that is not sticky.
 */
export function wellShaped<P extends object>(props: P, shapes: Shapes<P>): { sound: P; problems: Problem[] } {
  const problems: Problem[] = [];
  const present = Object.entries(props).filter(([, value]) => value !== undefined && value !== null);
  const sound = present.filter(([property, value]) => {
    const shape = Object.hasOwn(shapes, property) ? shapes[property as keyof P] : undefined;
    if (!shape) {
      const allowed = `the properties ${Object.keys(shapes).join(', ')}`;
      problems.push({ property, value, allowed, remedy: 'remove it: it would be dropped silently' });
    } else if (!shape.fits(value)) {
      problems.push({ property, value, allowed: shape.inWords, remedy: `write ${shape.inWords}` });
    }
    return shape?.fits(value);
  });
  return { sound: Object.fromEntries(sound) as unknown as P, problems };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStickiness(value: unknown): boolean {
  return value instanceof Stickiness;
}
