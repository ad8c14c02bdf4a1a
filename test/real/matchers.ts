import type { Refusal } from './apps';
import { type Manifest, manifestKey } from './manifests';
import type { SourceFile } from './modules';

/** Tells which refusals of a file an exception is for. */
export type Matcher = (refusal: Refusal, file: SourceFile) => boolean;

interface Backend {
  readonly kind?: string;
  readonly name: string;
  readonly filters?: readonly unknown[];
}

interface Rule {
  readonly backendRefs?: readonly Backend[];
  readonly filters?: readonly { readonly type: string }[];
}

export const isExample: Matcher = (_, { verdict }) => verdict === undefined;

export const isInvalidOnPurpose: Matcher = (_, { name }) => name.startsWith('hack/invalid-examples/');

export const isTwiceInFile: Matcher = ({ subjects: [subject] }, { manifests }) =>
  subject !== undefined && manifests.filter((each) => manifestKey(each) === manifestKey(subject)).length > 1;

/** Whether the file has a route of the other kind with the name of this one. */
export const hasNamesake: Matcher = ({ subjects: [route] }, { manifests }) =>
  manifests.some(
    ({ kind, metadata }) => kind !== route?.kind && kind.endsWith('Route') && metadata.name === route?.metadata.name,
  );

export const isOfMesh: Matcher = ({ subjects }) =>
  subjects.some(({ spec }) => spec?.parentRefs?.some(({ kind }: { readonly kind?: string }) => kind === 'Service'));

export const rewrites: Matcher = ({ subjects }) =>
  rulesOf(subjects).some(({ filters = [] }) => filters.some(({ type }) => type === 'URLRewrite'));

export const mergesNothing: Matcher = ({ subjects }) => subjects.every(({ spec }) => spec?.mergeType === undefined);

/** Whether an object of the file routes to Services. */
export const inheritsServiceRouting: Matcher = (_, { manifests }) =>
  manifests.some(({ spec }) => spec?.routingType === 'Service');

export const hasDynamicBackend: Matcher = ({ message }, { manifests }) =>
  manifests.some(
    ({ kind, metadata: { name }, spec }) =>
      kind === 'Backend' && spec.type === 'DynamicResolver' && message.value === JSON.stringify(name),
  );

/** Whether a route has backends with filters, hostnames for addresses, HTTP/2, or of a kind that only an extension knows. */
export const hasUnlikeBackends: Matcher = ({ subjects }, { manifests }) => {
  const named = manifests.filter(({ kind, spec }) => kind === 'Backend' && /"fqdn"|\/h2c"/.test(JSON.stringify(spec)));
  const names = named.map(({ metadata }) => metadata.name);
  return rulesOf(subjects).some(({ backendRefs = [] }) =>
    backendRefs.some(
      ({ kind = 'Service', name, filters }) =>
        filters !== undefined || names.includes(name) || !['Service', 'ServiceImport', 'Backend'].includes(kind),
    ),
  );
};

function rulesOf(subjects: readonly Manifest[]): readonly Rule[] {
  return subjects.flatMap(({ spec }) => spec?.rules ?? []);
}
