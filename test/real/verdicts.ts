import { existsSync, readFileSync } from 'node:fs';
import { documentsOf, type Manifest, manifestKey, manifestsIn } from './manifests';

/** Why a project rejects an object of its tests: the reasons of conditions, and `500` where the route responds so. */
export type Verdict = (manifest: Manifest) => readonly string[];

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
}

/** What Envoy Gateway's translator makes of a file, as its test expects; none for a file without such a test. */
export function translatorVerdict(file: string): Verdict | undefined {
  const golden = file.replace(/\.in\.yaml$/, '.out.yaml');
  if (golden === file || !existsSync(golden)) {
    return undefined;
  }
  const documents = documentsOf(golden);
  const reasons = new Map(documents.flatMap(manifestsIn).map((each) => [manifestKey(each), rejections(each)]));
  for (const route of documents.flatMap(routesWith500)) {
    reasons.get(route)?.push('500');
  }
  return (manifest) => reasons.get(manifestKey(manifest)) ?? ['Missing'];
}

/** What the test of a conformance manifest, which is the Go file beside it, expects of the route that it named last. */
export function conformanceVerdict(file: string): Verdict {
  const test = file.replace(/\.yaml$/, '.go');
  const source = existsSync(test) ? readFileSync(test, 'utf8') : '';
  const reasons = new Map(routeNames(file).map((name) => [name, [] as string[]]));
  let last = '';
  for (const [, name, reason, status] of source.matchAll(/"([\w-]+)"|RouteReason(\w+)|StatusCode:\s+(500)/g)) {
    if (name !== undefined) {
      last = reasons.has(name) ? name : last;
    } else {
      reasons.get(last)?.push(reason ?? status ?? '');
    }
  }
  return ({ metadata }) => reasons.get(metadata.name) ?? [];
}

function routeNames(file: string): string[] {
  const manifests = documentsOf(file).flatMap(manifestsIn);
  return manifests.filter(({ kind }) => kind.endsWith('Route')).map(({ metadata }) => metadata.name);
}

function rejections({ status = {} }: Manifest): string[] {
  const places: { readonly conditions?: readonly Condition[] }[] = status.parents ?? status.ancestors ?? [];
  return places.flatMap(({ conditions = [] }) => conditions.filter(isRejection).map(({ reason }) => reason));
}

function isRejection({ type, status }: Condition): boolean {
  return type === 'PartiallyInvalid' ? status === 'True' : status === 'False';
}

interface XdsRoute {
  readonly metadata?: { readonly kind: string; readonly namespace: string; readonly name: string };
  readonly directResponse?: { readonly statusCode: number };
}

/** The routes that the configuration of Envoy answers with 500. */
function routesWith500(document: unknown): string[] {
  const { xdsIR = {} } = (document ?? {}) as { xdsIR?: Record<string, { http?: { routes?: XdsRoute[] }[] }> };
  return Object.values(xdsIR)
    .flatMap(({ http }) => http ?? [])
    .flatMap(({ routes }) => routes ?? [])
    .flatMap(({ metadata, directResponse }) =>
      metadata && directResponse?.statusCode === 500 ? [`${metadata.kind} ${metadata.namespace}/${metadata.name}`] : [],
    );
}
