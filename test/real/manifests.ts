import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** An object of Kubernetes, as it stands in a file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  readonly spec?: any;
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  readonly status?: any;
}

/** The documents of a YAML file; Go reads some that this parser finds fault with. */
export function documentsOf(file: string): unknown[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS({ maxAliasCount: -1 }));
}

/**
 * The objects of a document: itself, or all in its fields, as the tests of Envoy Gateway have them in `httpRoutes`, `services`
 * and the like.
 */
export function manifestsIn(document: unknown): Manifest[] {
  if (isManifest(document)) {
    return [document];
  }
  return Object.values(document ?? {})
    .flat()
    .filter(isManifest);
}

export function manifestKey({ kind, metadata: { namespace = '', name } }: Manifest): string {
  return `${kind} ${namespace}/${name}`;
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Manifest>;
  return Boolean(apiVersion && kind && metadata?.name);
}
