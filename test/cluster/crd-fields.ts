import { readFileSync } from 'node:fs';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { crdFile } from '../../cluster/install/paths';

/** A field in the spec of a CRD, and a spec with only this field, with the names of the imported classes. */
export interface CrdField {
  readonly path: string;
  readonly spec: Manifest;
}

/** All fields in the spec of a kind, in the CRD that a release of Envoy Gateway ships. */
export function crdFields(release: string, kind: string): CrdField[] {
  const crds: Manifest[] = JSON.parse(readFileSync(crdFile(release), 'utf8'));
  const { versions } = crds.find(({ spec }) => spec.names.kind === kind)?.spec ?? {};
  const { schema } = versions.find(({ storage }: Manifest) => storage);
  return fieldsOf(schema.openAPIV3Schema.properties.spec);
}

function fieldsOf(schema: Manifest): CrdField[] {
  if (schema.items) {
    return fieldsOf(schema.items).map(({ path, spec }) => ({ path: `[]${path}`, spec: [spec] }));
  }
  const fields: [string, Manifest][] = Object.entries(schema.properties ?? {});
  return fields.flatMap(([name, field]) => [
    { path: `.${name}`, spec: { [imported(name)]: anyValue(field) } },
    ...fieldsOf(field).map(({ path, spec }) => ({ path: `.${name}${path}`, spec: { [imported(name)]: spec } })),
  ]);
}

/** The name that `cdk8s import` gives a field, such as `sourceCidr` for `sourceCIDR`. */
export function imported(name: string): string {
  return name.replace(/(?<=[A-Z])[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

function anyValue({ type, enum: values, items }: Manifest): unknown {
  if (values) {
    return values[0];
  }
  if (type === 'array') {
    return [anyValue(items)];
  }
  return { string: 'x', integer: 1, number: 1, boolean: true, object: {} }[type as string] ?? 'x';
}
