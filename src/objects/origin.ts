import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CommonInput } from '../input/common-input';
import type { RenderedRule } from './object-spec';

/** Where an object of this package comes from, so that the checks of the app need not render it. */
export interface Origin {
  readonly construct: IConstruct;
  readonly spec: object;
  /** The rules of a route. */
  readonly rules?: readonly RenderedRule[];
  /** Whether it is a policy for routes that others render. */
  readonly isForOthers?: boolean;
  /** The input of the construct. */
  readonly input: CommonInput;
}

/** Marks objects of every installed copy of the package; it needs a new number when an origin changes. */
export const ORIGIN = Symbol.for('cdk8s-sticky-gateway-route.origin-1');

/** An object with its origin: a weak map of all objects would take 1 % of a synthesis. */
interface WithOrigin {
  [ORIGIN]?: Origin;
}

export function rememberOrigin(object: ApiObject & WithOrigin, origin: Origin): void {
  object[ORIGIN] = origin;
}

/** The origin of an object of this package; none for objects of others. */
export function originOf(object: ApiObject & WithOrigin): Origin | undefined {
  return object[ORIGIN];
}
