import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Any } from './cel';

/** A limit that Envoy Gateway or Envoy sets, and the CRD does not. */
export interface Limit {
  readonly expected: string;
  /** A clause that follows "because", if there is a better one than that of the catalogue. */
  readonly reason?: string;
  readonly remedy: string;
  readonly holds: (value: Any, target: EnvoyGatewayVersion) => boolean;
}

/** One field of a CRD: the structural part of its OpenAPI schema, and the Envoy Gateway that introduced it. */
export interface Field {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'intOrString';
  /** First Envoy Gateway that has the field; not set if every supported one has it. */
  readonly since?: string;
  /** Default value of the API server, for fields inside list items. */
  readonly default?: unknown;
  readonly enum?: readonly (string | number)[];
  /** First Envoy Gateway that takes a value of `enum`, for the values that not every supported one takes. */
  readonly valuesSince?: Readonly<Record<string, string>>;
  /** Indexes into `RULES`. */
  readonly rules?: readonly number[];
  /** Limits that the CRD does not have. */
  readonly limits?: readonly Limit[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Fields that identify an item of a list; empty if the items are plain values. */
  readonly unique?: readonly string[];
  /** Required fields that have no default. */
  readonly required?: readonly string[];
  /** By their names in the imported classes. */
  readonly fields?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  /** Values of an object whose keys the author chooses. */
  readonly values?: Field;
}
