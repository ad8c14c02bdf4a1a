import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Any } from './cel';

/** What Envoy Gateway or Envoy demands of a field though the CRD does not. */
export interface Limit {
  readonly allowed: string;
  readonly remedy: string;
  readonly holds: (value: Any, target: EnvoyGatewayVersion) => boolean;
}

/** What a CRD says of one field: the structural part of its OpenAPI schema, and the Envoy Gateway that brought it. */
export interface Field {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'intOrString';
  /** The first Envoy Gateway that has the field, where the oldest supported one lacks it. */
  readonly since?: string;
  readonly enum?: readonly (string | number)[];
  /** The first Envoy Gateway that takes a value of `enum`, where the oldest supported one does not. */
  readonly valuesSince?: Readonly<Record<string, string>>;
  /** Places in `RULES`. */
  readonly rules?: readonly number[];
  /** Beyond the CRD. */
  readonly limits?: readonly Limit[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The fields that tell the items of a list apart; none where the items are plain values. */
  readonly unique?: readonly string[];
  /** The fields that have to be there and have no default. */
  readonly required?: readonly string[];
  /** By the names of the imported classes. */
  readonly fields?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  /** Of an object with keys of the author's own. */
  readonly values?: Field;
}
