import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { clusterCrds, crdFile } from '../../../cluster/install/paths';
import { imported } from '../crd-fields';

/** An OpenAPI schema of a CRD. */
type Schema = Manifest;

/** Values for fields whose schema says too little, or that refer to something that has to exist; undefined leaves a field out. */
export type Overrides = Readonly<Record<string, fc.Arbitrary<unknown> | undefined>>;

/** How values are drawn: overrides by the path of a field, and one wrong value in `wrongOneIn`; none is wrong without it. */
export interface Source {
  readonly overrides: Overrides;
  readonly wrongOneIn?: number;
}

const crds: Manifest[] = JSON.parse(readFileSync(crdFile(clusterCrds), 'utf8'));

/** The schema of a field of a kind, such as `rules[]`. */
export function schemaOf(kind: string, path: string): Schema {
  const { versions } = crds.find(({ spec }) => spec.names.kind === kind)?.spec ?? {};
  const { spec } = versions.find(({ storage }: Manifest) => storage).schema.openAPIV3Schema.properties;
  const steps = path.replaceAll('[]', '.[]').split('.').filter(Boolean);
  return steps.reduce((schema, step) => (step === '[]' ? schema.items : schema.properties[step]), spec);
}

/** `good`, or one of `bad` if a source has wrong values. */
export function orWrong<T>({ wrongOneIn }: Source, good: fc.Arbitrary<T>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<T> {
  if (!wrongOneIn) {
    return good;
  }
  return fc.oneof({ arbitrary: good, weight: wrongOneIn - 1 }, { arbitrary: bad as fc.Arbitrary<T>, weight: 1 });
}

/** Values that the schema of a CRD accepts, often at its limits, with the field names of the imported classes. */
export function valuesOf(schema: Schema, path: string, source: Source): fc.Arbitrary<unknown> {
  const override = source.overrides[path];
  if (override) {
    return override;
  }
  if (schema['x-kubernetes-int-or-string']) {
    return quantities(source);
  }
  if (schema['x-kubernetes-preserve-unknown-fields']) {
    return fc.object({ maxDepth: 1 });
  }
  const { enum: values = schema.allOf?.[0]?.enum } = schema;
  if (values) {
    return orWrong(source, fc.constantFrom(...values), wrongMembers(values));
  }
  switch (schema.type) {
    case 'object':
      return schema.properties ? objects(schema, path, source) : maps(schema, path, source);
    case 'array':
      return arrays(schema, path, source);
    case 'string':
      return strings(schema, source);
    case 'integer':
      return integers(schema, source);
    case 'number':
      return fc.double({ min: 0, max: 100, noNaN: true });
    default:
      return fc.boolean();
  }
}

function objects(schema: Schema, path: string, source: Source): fc.Arbitrary<unknown> {
  const names = Object.keys(schema.properties).filter(
    (name) => !(`${path}.${name}` in source.overrides) || source.overrides[`${path}.${name}`] !== undefined,
  );
  const required: string[] = schema.required ?? [];
  const unions = unionOf(schema, names);
  const free = names.filter((name) => !required.includes(name) && !unions.fields.includes(name));
  const optional = fc.subarray(free, { maxLength: Math.min(free.length, 4) });
  const type = unions.types.length > 0 ? fc.constantFrom(...unions.types) : fc.constant(undefined);
  const spoilt = orWrong(source, fc.constant(undefined), fc.constantFrom(...names));
  const value = lazily((name) => valuesOf(schema.properties[name], `${path}.${name}`, source));
  return fc.tuple(optional, type, spoilt).chain(([chosen, union, swapped]) => {
    const present = new Set([...required, ...chosen, ...(union?.field ? [union.field] : [])]);
    if (swapped && !present.delete(swapped)) {
      present.add(swapped);
    }
    const typed = union && swapped !== 'type';
    const fields = [...present].map((name) => [
      imported(name),
      name === 'type' && typed ? fc.constant(union.type) : value(name),
    ]);
    return fc.record(Object.fromEntries(fields));
  });
}

/** Makes each arbitrary only once, because making one takes longer than drawing from it. */
function lazily(make: (name: string) => fc.Arbitrary<unknown>): (name: string) => fc.Arbitrary<unknown> {
  const made = new Map<string, fc.Arbitrary<unknown>>();
  return (name) => {
    const arbitrary = made.get(name) ?? make(name);
    made.set(name, arbitrary);
    return arbitrary;
  };
}

interface UnionMember {
  readonly type: string;
  readonly field?: string;
}

/** The values of `type`, and the field that belongs to each according to the CEL rules of the CRD. */
function unionOf(schema: Schema, names: string[]): { types: UnionMember[]; fields: string[] } {
  const values: string[] = schema.properties.type?.enum ?? schema.properties.type?.allOf?.[0].enum ?? [];
  const rules: string[] = (schema['x-kubernetes-validations'] ?? []).map(({ rule }: Manifest) => rule);
  const owner = (name: string) =>
    values.find((value) =>
      rules.some(
        (rule) =>
          /self.type == /.test(rule) && rule.includes(`'${value}'`) && new RegExp(`has\\(self\\.${name}\\)`).test(rule),
      ),
    );
  const fields = Object.keys(schema.properties).filter((name) => owner(name));
  const members = values.map((type) => ({ type, field: fields.find((name) => owner(name) === type) }));
  return { types: fields.length > 0 ? members.filter(({ field }) => !field || names.includes(field)) : [], fields };
}

function maps(schema: Schema, path: string, source: Source): fc.Arbitrary<unknown> {
  const values = valuesOf(schema.additionalProperties ?? { type: 'string' }, `${path}{}`, source);
  return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), values, { maxKeys: 2 });
}

function arrays(schema: Schema, path: string, source: Source): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = 64 } = schema;
  const keys: string[] | undefined =
    schema['x-kubernetes-list-type'] === 'set' ? [] : schema['x-kubernetes-list-map-keys'];
  const item = valuesOf(schema.items, `${path}[]`, source);
  const selector = (each: unknown) =>
    keys?.length ? keys.map((key) => (each as Manifest)?.[imported(key)]).join('\n') : each;
  const few = { minLength: Math.max(minItems, 1), maxLength: Math.min(maxItems, 3) };
  const good = keys ? fc.uniqueArray(item, { ...few, selector }) : fc.array(item, few);
  const repeated = fc
    .tuple(item, fc.constantFrom(2, maxItems, maxItems + 1))
    .map(([each, count]) => Array(count).fill(each));
  return orWrong(source, good, fc.oneof(repeated, fc.constant([])));
}

function strings({ pattern, minLength = 0, maxLength = 40, format }: Schema, source: Source): fc.Arbitrary<string> {
  if (format === 'byte') {
    return orWrong(source, fc.base64String({ maxLength: 16 }), fc.constantFrom('%', 'a', 'ä'));
  }
  const short = Math.min(maxLength, minLength + 24);
  const fits = (value: string) => value.length >= minLength && value.length <= maxLength;
  const good =
    pattern === durationPattern
      ? durations
      : pattern
        ? fc.stringMatching(new RegExp(pattern), { maxLength: short }).filter(fits)
        : fc.oneof(words, unicode({ minLength, maxLength: short }));
  const atLimit = good.map((value) => [...(value || 'x').repeat(maxLength)].slice(0, maxLength).join(''));
  const wrong = fc.oneof(
    unicode({ maxLength: 8 }),
    fc.tuple(good, fc.constantFrom(...spoilers)).map(([value, spoil]) => spoil(value)),
    atLimit,
    atLimit.map((value) => `${value}x`),
    fc.constant(''),
  );
  return orWrong(source, good, wrong);
}

/** Any characters that YAML can hold, control characters among them. */
export function unicode(length: { minLength?: number; maxLength: number }): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', ...length })
    .map((text) => text.replace(/[\p{Surrogate}\u007f-\u009f\ufeff\ufffe\uffff]/gu, '?'));
}

const spoilers: ((value: string) => string)[] = [
  (value) => ` ${value}`,
  (value) => `${value}\n`,
  (value) => `${value}\u0000`,
  (value) => `${value}é`,
  (value) => value.toUpperCase(),
];

const durationPattern = '^([0-9]{1,5}(h|m|s|ms)){1,4}$';
const durations = fc.constantFrom('0s', '1ms', '999ms', '1s', '30s', '1m30s', '2h', '99999h');

const words = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);

function integers(schema: Schema, source: Source): fc.Arbitrary<number> {
  const most = schema.format === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  const { minimum = 0, maximum = most } = schema;
  const good = fc.oneof(
    fc.constantFrom(minimum, maximum),
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 300) }),
  );
  return orWrong(source, good, fc.constantFrom(minimum - 1, maximum + 1, 1.5, -1, 2 ** 31));
}

/** Quantities in the form of the imported classes. */
function quantities(source: Source): fc.Arbitrary<unknown> {
  const good = fc.oneof(fc.integer({ min: 65536, max: 2 ** 31 - 1 }), fc.constantFrom('64Ki', '1Mi', '65536', '128k'));
  const wrong = fc.oneof(fc.constantFrom('', '1 Mi', '0', '-1', '1.5Mi', '10m', '4Gi', '8Ei', 0, -1), fc.string());
  return orWrong(source, good, wrong).map((value) => ({ value }));
}

function wrongMembers(values: (string | number)[]): fc.Arbitrary<unknown> {
  return typeof values[0] === 'number'
    ? fc.constantFrom(0, 1, 418)
    : fc.oneof(
        fc.constantFrom(
          ...values.map((value) => String(value).toLowerCase()),
          ...values.map((value) => `${value} `),
          '',
        ),
        fc.string(),
      );
}
