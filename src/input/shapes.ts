import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Observation } from '../findings/finding';
import { refuse } from '../findings/refuse';
import { name as nearestName } from '../schema/remedies';
import { isResolvable } from '../schema/resolvable';
import { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';
import type { StickyPolicyProps } from '../sticky-policy-props';

/** The shape that the value of a property must have before anything else can be checked. */
interface Shape {
  readonly inWords: string;
  readonly fits: (value: unknown) => boolean;
}

const OBJECT: Shape = { inWords: 'an object', fits: isObject };
const OBJECTS: Shape = { inWords: 'a list of objects', fits: (value) => Array.isArray(value) && value.every(isObject) };
const LIST: Shape = { inWords: 'a list', fits: Array.isArray };
const FLAG: Shape = { inWords: 'true or false', fits: (value) => typeof value === 'boolean' };
const STICKINESS: Shape = { inWords: 'a return value of a factory of Stickiness', fits: isStickiness };

/** The shape of each property of a construct. */
export type Shapes<P> = { readonly [property in keyof Required<P>]: Shape };

const COMMON = {
  metadata: OBJECT,
  stickiness: STICKINESS,
  trafficPolicy: OBJECT,
  streaming: FLAG,
  acknowledge: LIST,
  target: {
    inWords: 'a member of EnvoyGatewayVersion',
    fits: (value: unknown) => EnvoyGatewayVersion._isVersion(value),
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
 * The properties without those that are null or misshapen, and the misshapen ones.
 *
 * Authors who write JavaScript, or cast, would otherwise get a stack trace or a route that is not sticky.
 *
 * @throws for properties that are no object at all
 */
export function wellShaped<P extends object>(
  props: P,
  shapes: Shapes<P>,
): { readonly shaped: P; readonly misshapen: Observation[] } {
  if (!isObject(props)) {
    refuse({ id: 'wrong-type', property: 'props', value: props, expected: OBJECT.inWords, remedy: 'write an object' });
  }
  const misshapen: Observation[] = [];
  const present = Object.entries(props).filter(([, value]) => value !== undefined && value !== null);
  const shaped = present.filter(([property, value]) => {
    const shape = Object.hasOwn(shapes, property) ? shapes[property as keyof P] : undefined;
    if (!shape) {
      const names = Object.keys(shapes);
      misshapen.push({
        id: 'unknown-field',
        property,
        value,
        expected: `one of the properties ${names.join(', ')}`,
        reason: 'it would be ignored silently',
        remedy: nearestName(property, names),
      });
    } else if (!shape.fits(value)) {
      misshapen.push({ id: 'wrong-type', property, value, expected: shape.inWords, remedy: `write ${shape.inWords}` });
    }
    return shape?.fits(value);
  });
  return { shaped: Object.fromEntries(shaped) as unknown as P, misshapen };
}

/** A list or a Map has no fields. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value) && !isResolvable(value);
}

function isStickiness(value: unknown): boolean {
  return Stickiness._isStickiness(value);
}
