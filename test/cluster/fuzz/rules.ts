import fc from 'fast-check';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { type Overrides, orWrong, type Source, schemaOf, unicode, valuesOf } from './crd-values';

export const services = ['api', 'api-2', 'api-3'];

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/), { minLength: 3, maxLength: 3 });

/** The rules of a route. */
export function rules(kind: 'HTTPRoute' | 'GRPCRoute', source: (overrides: Overrides) => Source) {
  const overrides = kind === 'HTTPRoute' ? httpOverrides(source({})) : grpcOverrides(source({}));
  const rule = valuesOf(schemaOf(kind, 'rules[]'), '', source(overrides)) as fc.Arbitrary<Manifest>;
  const whole = orWrong(source({}), fc.constant(complete), fc.constant(incomplete));
  const few = fc.tuple(fc.array(fc.tuple(rule, whole), { minLength: 1, maxLength: 3 }), names).map(([list, named]) =>
    list.map(([each, finish], i) => {
      const matches = each.matches ?? (i > 0 && finish === complete ? manyMatch(kind, i) : undefined);
      return finish({ ...each, matches, name: each.name === 'x' ? named[i] : each.name });
    }),
  );
  const many = fc.integer({ min: 15, max: 20 }).map((count) =>
    Array.from({ length: count }, (_, i) => ({
      matches: manyMatch(kind, i),
      backendRefs: [{ name: 'api', port: 80 }],
    })),
  );
  return fc.oneof({ weight: 24, arbitrary: few }, { weight: 1, arbitrary: many });
}

/** A rule with backends, or with a redirect and no backends. */
function complete(rule: Manifest): Manifest {
  const { backendRefs = [backend], ...rest } = incomplete(rule);
  return redirects(rule) ? rest : { ...rest, backendRefs };
}

/** A redirect has nothing to retry. */
function incomplete(rule: Manifest): Manifest {
  return redirects(rule) ? { ...rule, retry: undefined } : rule;
}

function redirects({ filters = [] }: Manifest): boolean {
  return filters.some(({ type }: Manifest) => type === 'RequestRedirect');
}

function manyMatch(kind: string, i: number): Manifest[] {
  return [kind === 'HTTPRoute' ? { path: { value: `/${i}` } } : { method: { service: `s${i}` } }];
}

const backend = { name: 'api', port: 80 };

function backendRefs(source: Source) {
  const weight = orWrong(source, fc.constantFrom(undefined, 1, 90, 1_000_000), fc.constantFrom(0, -1, 1_000_001));
  const filters = {
    type: 'RequestHeaderModifier',
    requestHeaderModifier: { set: [{ name: 'x-of', value: 'backend' }] },
  };
  const good = fc.record(
    {
      name: fc.constantFrom(...services),
      port: fc.constant(80),
      weight,
      group: fc.constant(''),
      kind: fc.constant('Service'),
      filters: fc.constantFrom(undefined, undefined, [filters]),
    },
    { requiredKeys: ['name', 'port'] },
  );
  const wrong = fc.constantFrom<Manifest>(
    { name: 'api' },
    { port: 80 },
    { ...backend, port: 0 },
    { ...backend, port: 65536 },
    { ...backend, name: '' },
    { ...backend, kind: '' },
    { ...backend, filters: [filters, filters] },
  );
  const list = fc.array(orWrong(source, good, wrong), { minLength: 1, maxLength: 3 });
  return orWrong(
    source,
    list,
    fc.constantFrom([], Array(16).fill(backend), Array(17).fill(backend), [{ ...backend, weight: 0 }]),
  );
}

const regexes = (source: Source) =>
  orWrong(
    source,
    fc.constantFrom('/a[0-9]+', '.*', '^x$', '/[^/]+/b'),
    fc.constantFrom('(', '[', '(?=x)', '*', '\\', '(?<n>x)\\k<n>'),
  );
const paths = fc.stringMatching(/^(\/[a-zA-Z0-9._~-]{1,6}){1,3}$/).filter((path) => !/\/\.\.?(\/|$)/.test(path));
const badPaths = fc.oneof(
  fc.constantFrom('', 'a', '//', '/a//b', '/../a', '/a/.', '/%2F', '/a#b', '/ä', '/a b', '/?', `/${'a'.repeat(1024)}`),
  unicode({ maxLength: 6 }),
);

function typed(
  source: Source,
  values: fc.Arbitrary<string>,
  wrong: fc.Arbitrary<string>,
  prefixes: string[],
  extra: fc.Arbitrary<object> = fc.constant({}),
) {
  const literal = fc.record(
    { type: fc.constantFrom(...prefixes), value: orWrong(source, values, wrong) },
    { requiredKeys: ['value'] },
  );
  const expression = fc.record({ type: fc.constant('RegularExpression'), value: regexes(source) });
  return fc
    .tuple(fc.oneof({ weight: 3, arbitrary: literal }, { weight: 1, arbitrary: expression }), extra)
    .map((parts) => Object.assign({}, ...parts));
}

const nameField = (source: Source) =>
  fc.record({
    name: orWrong(source, fc.constantFrom('X-A', 'x-b', 'q'), fc.constantFrom('', 'a b', 'ä', 'x'.repeat(257), 'a\nb')),
  });
const values = fc.oneof(fc.constantFrom('1', 'a b'), fc.stringMatching(/^[!-~]{1,20}$/));
const badValues = fc.oneof(fc.constantFrom('', 'ä', 'a\nb', 'a\u0000b', 'x'.repeat(4097)), unicode({ maxLength: 4 }));

/** Makes filters refer only to objects that exist. */
function filterOverrides(path: string): Overrides {
  const mirror = fc.constant(backend);
  return {
    [`${path}.requestMirror.backendRef`]: mirror,
    [`${path}.extensionRef`]: undefined,
    [`${path}.externalAuth`]: undefined,
  };
}

function httpOverrides(source: Source): Overrides {
  return {
    '.name': orWrong(source, fc.constant('x'), fc.constantFrom('', 'A', 'a b', 'x'.repeat(254))),
    '.backendRefs': backendRefs(source),
    '.sessionPersistence': undefined,
    '.matches[].path': typed(source, paths, badPaths, ['Exact', 'PathPrefix']),
    '.matches[].headers[]': typed(source, values, badValues, ['Exact'], nameField(source)),
    '.matches[].queryParams[]': typed(source, values, badValues, ['Exact'], nameField(source)),
    ...filterOverrides('.filters[]'),
  };
}

function grpcOverrides(source: Source): Overrides {
  return {
    '.name': orWrong(source, fc.constant('x'), fc.constantFrom('', 'A', 'a b', 'x'.repeat(254))),
    '.backendRefs': backendRefs(source),
    '.sessionPersistence': undefined,
    '.matches[].method': orWrong(
      source,
      fc.record(
        {
          service: fc.constantFrom('foo.Bar', 'desk.v1.Quotes'),
          method: fc.constantFrom('Get', 'Put_1'),
          type: fc.constant('Exact'),
        },
        { requiredKeys: ['service'] },
      ),
      fc.constantFrom<Manifest>(
        {},
        { service: '' },
        { service: '/x' },
        { method: 'a b' },
        { type: 'Exact' },
        { type: 'RegularExpression', service: '(' },
        { method: 'ä' },
      ),
    ),
    '.matches[].headers[]': typed(source, values, badValues, ['Exact'], nameField(source)),
    ...filterOverrides('.filters[]'),
    // Envoy Gateway looks only at the Services of backendRefs.
    '.filters[].requestMirror': undefined,
  };
}
