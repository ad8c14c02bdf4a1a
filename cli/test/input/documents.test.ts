import { readDocuments } from '../../src/input/documents';

const read = (text: string) => readDocuments(text, 'in.yaml');
const sourcesIn = (text: string) => read(text).objects.map(({ source }) => source);
const problemsIn = (text: string) => read(text).problems.map(({ source, message }) => `${source}: ${message}`);

const HELM = 'a Helm template, not a manifest: pipe the output of `helm template` into this command';

test('every document knows the line where it begins', () => {
  expect(sourcesIn('# one\nkind: A\n---\n\nkind: B\n--- # three\nkind: C\n')).toEqual([
    'in.yaml:2',
    'in.yaml:5',
    'in.yaml:7',
  ]);
});

test('the items of Lists are objects, also those of Lists in Lists', () => {
  const { objects } = read(
    '{"kind":"List","items":[{"kind":"A"},{"kind":"IngressList","items":[{"kind":"B"},{"kind":"C"}]}]}',
  );
  expect(objects.map(({ object }) => object)).toEqual([{ kind: 'A' }, { kind: 'B' }, { kind: 'C' }]);
  expect(objects.map(({ source }) => source)).toEqual([
    'in.yaml:1 items[0]',
    'in.yaml:1 items[1]',
    'in.yaml:1 items[2]',
  ]);
});

test.each(['', '---\n---\n', '# nothing\n', 'null\n'])('%j has no objects and no errors', (text) => {
  expect(read(text)).toEqual({ objects: [], problems: [] });
});

test.each([
  ['a flow that does not end', 'kind: A\nb: [1, 2\nc: 3\n', 'in.yaml:3:1: no YAML: '],
  ['a tab', 'kind: A\nb:\n\tc: 1\n', 'in.yaml:3:1: no YAML: tab characters must not be used in indentation'],
  ['broken JSON', '{"kind": "A",\n "b": }\n{', 'in.yaml:3:1: no YAML: '],
  ['an unknown alias', 'kind: A\nb: *c\n', 'in.yaml:2:5: no YAML: '],
])('%s is an error with its line and column', (_, text, expected) => {
  const [problem, ...others] = problemsIn(text);
  expect(problem).toContain(expected);
  expect(others).toEqual([]);
});

test('a broken document does not hide the others, and its line is that of the file', () => {
  const text = 'kind: A\n---\nkind: [B\n---\nkind: C\n';
  expect(sourcesIn(text)).toEqual(['in.yaml:1', 'in.yaml:5']);
  expect(problemsIn(text)[0]).toContain('in.yaml:4:');
});

test.each([
  ['a value', 'kind: Ingress\nmetadata:\n  name: {{ .Release.Name }}\n', 3],
  ['a block', 'kind: Ingress\n{{- if .Values.ingress }}\nspec: {}\n{{- end }}\n', 2],
  ['a quoted value', 'kind: Ingress\nmetadata:\n  name: "{{ .Values.name }}"\n', 3],
  ['a second document', 'kind: Service\n---\n\nkind: Ingress\nmetadata: {name: "{{ .Values.name }}"}\n', 5],
])('a Helm template is an error with its line: %s', (_, text, line) => {
  expect(problemsIn(text)).toEqual([`in.yaml:${line}: ${HELM}`]);
});

test('braces in a ConfigMap or a comment are no template', () => {
  expect(problemsIn('kind: ConfigMap\ndata: {page: "{{ title }}"}\n')).toEqual([]);
  expect(problemsIn('# {{ no }}\nkind: Ingress\n')).toEqual([]);
});

describe('of a duplicate key', () => {
  const text = 'kind: Ingress\nmetadata:\n  annotations:\n    a: "1"\n    b: "2"\n    a: "3"\n';

  test('the last value counts', () => {
    expect(read(text).objects[0]?.object).toEqual({ kind: 'Ingress', metadata: { annotations: { a: '3', b: '2' } } });
  });

  test('both lines are told', () => {
    expect(read(text).objects[0]?.remarks).toEqual([
      'a stands twice: "a: "1"" and "a: "3""; the last one counts, as for kubectl',
    ]);
  });

  test('the same key of two items of a list is none', () => {
    const [object] = read('kind: A\nitems:\n  - a: 1\n    b: 1\n  - a: 2\nb: 1\nb: 2\n').objects;
    expect(object?.remarks).toEqual(['b stands twice: "b: 1" and "b: 2"; the last one counts, as for kubectl']);
  });
});

test.each([
  ['3600', '3600'],
  ['0600', '0600'],
  ['on', 'on'],
  ['false', 'false'],
  ['1.10', '1.10'],
  ['2024-01-01', '2024-01-01'],
  ['', ''],
])('an annotation of the value %j is the text %j, and told', (written, expected) => {
  const [read1] = read(`kind: Ingress\nmetadata:\n  annotations:\n    a: ${written}\n    b: "text"\n`).objects;
  expect(read1?.object).toMatchObject({ metadata: { annotations: { a: expected, b: 'text' } } });
  expect(read1?.remarks).toEqual([`a is no text, which the API server refuses; read as "${expected}"`]);
});
