import type { RuleInput } from '../input/rule-input';
import type { Rule } from '../input/rule-types';

/** An object of a construct, before it is added to the tree. */
export interface ObjectSpec {
  readonly kind: 'HTTPRoute' | 'GRPCRoute' | 'BackendTrafficPolicy' | 'ReferenceGrant';

  /** Id of its own construct. */
  readonly id: string;

  /** Namespace, if not that of the other objects. */
  readonly namespace?: string;

  /** Annotations beside those of the author. */
  readonly annotations?: Readonly<Record<string, string>>;

  /** Its name, given that of the first object. */
  readonly nameOf: (firstName: string) => string;

  /** Its spec, given the name of the first object. */
  readonly specOf: (firstName: string) => object;
}

/** A route, with the rules of the author that its own rules come from. */
export interface RouteSpec extends ObjectSpec {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  readonly rules: readonly RenderedRule[];
}

export interface RenderedRule {
  readonly source: RuleInput;
  readonly rule: Rule;
}
