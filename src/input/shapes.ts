import { Construct } from 'constructs';
import { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Observation } from '../findings/finding';
import { refuse } from '../findings/refuse';
import { has } from '../schema/cel';
import { boolean, name as nearestName } from '../schema/remedies';
import { isResolvable } from '../schema/resolvable';
import { Stickiness } from '../stickiness/stickiness';
import type { StickyGatewayRouteProps } from '../sticky-gateway-route-props';
import type { StickyPolicyProps } from '../sticky-policy-props';
import { isPlain } from './copy';

/** The shape that the value of a property must have before anything else can be checked. */
interface Shape {
  readonly inWords: string;
  readonly fits: (value: unknown) => boolean;
  /** Shape of the items of a list, or of the values of an object. */
  readonly parts?: Shape;
  /** How to write a value of another shape; none if that is not clear. */
  readonly remedyFor?: (value: unknown) => string | undefined;
}

const OBJECT: Shape = { inWords: 'an object', fits: (value) => isObject(value) && !Construct.isConstruct(value) };
/** An instance of the class that cdk8s has for it would be rendered with its private fields. */
const METADATA: Shape = { inWords: 'a plain object', fits: (value) => isObject(value) && isPlain(value) };
const REFERENCE: Shape = { inWords: 'an object', fits: isObject };
const LIST: Shape = {
  inWords: 'a list',
  fits: Array.isArray,
  remedyFor: (value) =>
    typeof value === 'string' ? `write ${JSON.stringify(value.match(/[^,;\s]+/g) ?? [])}` : undefined,
};
const FLAG: Shape = {
  inWords: 'true or false',
  fits: (value) => typeof value === 'boolean',
  remedyFor: (value) => boolean(value),
};
const STICKINESS: Shape = {
  inWords: 'a return value of a factory of Stickiness',
  fits: isStickiness,
  remedyFor: () => 'call a factory such as Stickiness.cookie()',
};

/** The shape of each property of a construct. */
export type Shapes<P> = { readonly [property in keyof Required<P>]: Shape };

const COMMON = {
  metadata: METADATA,
  stickiness: STICKINESS,
  trafficPolicy: OBJECT,
  streaming: FLAG,
  acknowledge: LIST,
  target: {
    inWords: 'a member of EnvoyGatewayVersion',
    fits: (value: unknown) => EnvoyGatewayVersion._isVersion(value),
    remedyFor: versionRemedy,
  },
};

export const ROUTE_SHAPES: Shapes<StickyGatewayRouteProps> = {
  ...COMMON,
  parentRefs: listOfObjects(REFERENCE),
  hostnames: LIST,
  http: listOfObjects(OBJECT),
  grpc: listOfObjects(OBJECT),
  ruleStickiness: { ...OBJECT, inWords: 'an object with a stickiness for each name of a rule', parts: STICKINESS },
  referenceGrants: FLAG,
};

export const POLICY_SHAPES: Shapes<StickyPolicyProps> = { ...COMMON, targetRefs: listOfObjects(REFERENCE) };

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
  const present = Object.entries(props).filter(([, value]) => has(value));
  const shaped = present.filter(([property, value]) => {
    const shape = Object.hasOwn(shapes, property) ? shapes[property as keyof P] : undefined;
    const faults = shape ? faultsOf(shape, property, value) : [unknownProperty(property, value, Object.keys(shapes))];
    misshapen.push(...faults);
    return faults.length === 0;
  });
  return { shaped: Object.fromEntries(shaped) as unknown as P, misshapen };
}

function faultsOf({ inWords, fits, parts, remedyFor }: Shape, property: string, value: unknown): Observation[] {
  if (!fits(value)) {
    const remedy = remedyFor?.(value) ?? `write ${inWords}`;
    return [{ id: 'wrong-type', property, value, expected: inWords, remedy }];
  }
  if (!parts) {
    return [];
  }
  return Array.isArray(value)
    ? Array.from(value, (item: unknown, i) => faultsOfItem(parts, `${property}[${i}]`, item)).flat()
    : Object.entries(value as object)
        .filter(([, part]) => has(part))
        .flatMap(([name, part]) => faultsOf(parts, `${property}[${JSON.stringify(name)}]`, part));
}

function faultsOfItem(shape: Shape, property: string, item: unknown): Observation[] {
  return has(item)
    ? faultsOf(shape, property, item)
    : [{ id: 'empty-item', property, value: item, expected: shape.inWords }];
}

function unknownProperty(property: string, value: unknown, names: readonly string[]): Observation {
  return {
    id: 'unknown-field',
    property,
    value,
    expected: `one of the properties ${names.join(', ')}`,
    reason: 'it would be ignored silently',
    remedy: nearestName(property, names),
  };
}

function listOfObjects(parts: Shape): Shape {
  return { inWords: 'a list of objects', fits: Array.isArray, parts };
}

/** Such as for "1.9" and "v1.9.1". */
function versionRemedy(value: unknown): string | undefined {
  const [, minor] = /^v?1\.(\d+)/.exec(String(value)) ?? [];
  const name = `V1_${minor}`;
  return name in EnvoyGatewayVersion ? `write EnvoyGatewayVersion.${name}` : undefined;
}

/** A list or a Map has no fields. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value) && !isResolvable(value);
}

function isStickiness(value: unknown): boolean {
  return Stickiness._isStickiness(value);
}
