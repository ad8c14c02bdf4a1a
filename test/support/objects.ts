import type { StickyGatewayRouteProps } from '../../src';
import { type RouteInput, routeInput } from '../../src/input/route-input';
import { type RuleInput, ruleInputs } from '../../src/input/rule-input';
import type { Rule } from '../../src/input/rule-types';
import type { ObjectSpec } from '../../src/objects/object-spec';
import { routeObjects } from '../../src/objects/route-objects';
import { Stickiness } from '../../src/stickiness/stickiness';
import { HTTP, PARENT_REFS } from './chart';

/** An object of a construct whose first object is called `web`. */
export interface PlainObject extends Pick<ObjectSpec, 'kind' | 'id' | 'namespace'> {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  readonly spec: any;
}

/** The input of a construct in the namespace `shop`. */
export function inputOf(props: Partial<StickyGatewayRouteProps> = {}): RouteInput {
  return routeInput({ parentRefs: PARENT_REFS, http: HTTP, ...props }, 'shop');
}

/** One HTTP rule of an author. */
export function ruleInput(rule: Rule, stickiness = Stickiness.cookie()): RuleInput {
  const [input] = ruleInputs('http', [rule], () => stickiness._plan);
  return input as RuleInput;
}

/** All objects of a construct in their order. */
export function objectsOf(props: Partial<StickyGatewayRouteProps> = {}): PlainObject[] {
  return routeObjects(inputOf(props)).map(plain);
}

export function objectsOfKind(kind: ObjectSpec['kind'], props: Partial<StickyGatewayRouteProps> = {}): PlainObject[] {
  return objectsOf(props).filter((object) => object.kind === kind);
}

export function plain({ kind, id, namespace, nameOf, specOf }: ObjectSpec): PlainObject {
  return { kind, id, namespace, name: nameOf('web'), spec: specOf('web') };
}
