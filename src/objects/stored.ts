import { listDefaults } from '../schema/defaults';
import type { Field } from '../schema/field';
import { SCHEMA } from '../schema/generated/schema';
import type { ObjectSpec } from './object-spec';

const STORED = {
  HTTPRoute: listDefaults(SCHEMA.HTTPRoute as Field),
  GRPCRoute: listDefaults(SCHEMA.GRPCRoute as Field),
  BackendTrafficPolicy: listDefaults(SCHEMA.BackendTrafficPolicy as Field),
  ReferenceGrant: <T>(spec: T) => spec,
};

/** The spec of an object with the defaults that the cluster would write into its lists. */
export function storedSpec<S extends object>(kind: ObjectSpec['kind'], spec: S): S {
  return STORED[kind](spec);
}
