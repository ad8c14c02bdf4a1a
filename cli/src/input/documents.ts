import { FAILSAFE_SCHEMA, load, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import type { Problem } from '../report/report';

/** An object of the input, and where it stands. */
export interface InputObject {
  readonly object: unknown;
  /** Such as `shop.yaml:12`. */
  readonly source: string;
  /** What was read differently from how it is written. */
  readonly remarks: readonly string[];
}

export interface Documents {
  readonly objects: readonly InputObject[];
  readonly problems: readonly Problem[];
}

type Fields = Record<string, unknown>;

/** Reads JSON or YAML with any number of documents and Lists; a document that cannot be read is a problem, the others go on. */
export function readDocuments(text: string, file: string): Documents {
  const objects: InputObject[] = [];
  const problems: Problem[] = [];
  for (const { text: part, line } of split(text)) {
    try {
      objects.push(...readDocument(part, file, line));
    } catch (error) {
      problems.push(problemOf(error, part, file, line));
    }
  }
  return { objects, problems };
}

interface Part {
  readonly text: string;
  /** Lines before it. */
  readonly line: number;
}

/** The documents of a file, so that a broken one does not hide the others. */
function split(text: string): Part[] {
  const parts: Part[] = [];
  let line = 0;
  for (const part of text.split(/^---(?=\s|$)/m)) {
    parts.push({ text: part, line });
    line += part.split('\n').length - 1;
  }
  return parts.filter((part) => /^\s*[^\s#]/m.test(part.text));
}

function readDocument(text: string, file: string, line: number): InputObject[] {
  const { value, remarks } = parse(text);
  const template = templateLine(text);
  if (template !== undefined && isTemplate(value)) {
    throw new TemplateError(template);
  }
  const first = text.search(/^[^\s#]/m);
  const source = `${file}:${line + text.slice(0, Math.max(first, 0)).split('\n').length}`;
  const items = itemsOf(value);
  if (!items) {
    return value === null || value === undefined ? [] : [restored({ object: value, source, remarks }, () => raw(text))];
  }
  return items.map((object, i) =>
    restored({ object, source: `${source} items[${i}]`, remarks }, () => itemsOf(raw(text))?.[i]),
  );
}

interface Parsed {
  readonly value: unknown;
  readonly remarks: readonly string[];
}

/** As kubectl reads it, in YAML 1.1; of a duplicate key it takes the last value. */
function parse(text: string): Parsed {
  if (/^\s*\{/.test(text)) {
    try {
      return { value: JSON.parse(text), remarks: [] };
    } catch {
      // It may be the flow style of YAML, and its errors have a line.
    }
  }
  try {
    return { value: load(text, { schema: YAML11_SCHEMA }), remarks: [] };
  } catch (error) {
    if (!(error instanceof YAMLException) || !/duplicat/i.test(error.reason)) {
      throw error;
    }
    const value = load(text, { schema: YAML11_SCHEMA, json: true });
    return { value, remarks: duplicateKeys(text) };
  }
}

/** Every key that stands twice in a block of the document, with the text of both lines. */
function duplicateKeys(text: string): string[] {
  const lines = text.split('\n');
  const remarks: string[] = [];
  const open: { indent: number; keys: Map<string, number> }[] = [];
  lines.forEach((line, i) => {
    const [, indentation = '', key] = /^((?:\s|- )*)([^\s#'"][^\s:]*):(?:\s|$)/.exec(line) ?? [];
    if (key === undefined) {
      return;
    }
    const indent = indentation.length;
    while ((open.at(-1)?.indent ?? -1) > indent || (indentation.includes('-') && open.at(-1)?.indent === indent)) {
      open.pop();
    }
    if (open.at(-1)?.indent !== indent) {
      open.push({ indent, keys: new Map() });
    }
    const keys = open.at(-1)?.keys as Map<string, number>;
    const before = keys.get(key);
    if (before !== undefined) {
      remarks.push(
        `${key} stands twice: "${lines[before]?.trim()}" and "${line.trim()}"; the last one counts, as for kubectl`,
      );
    }
    keys.set(key, i);
  });
  return remarks;
}

/** The objects of a List, and of Lists in it. */
function itemsOf(value: unknown): unknown[] | undefined {
  const { kind, items } = (value ?? {}) as Fields;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)
    ? items.flatMap((item) => itemsOf(item) ?? [item])
    : undefined;
}

/** An object whose annotations are all text: `on` and `0600` stay as they are written. */
function restored({ object, source, remarks }: InputObject, written: () => unknown): InputObject {
  const annotations = annotationsOf(object);
  const wrong = Object.keys(annotations).filter((key) => typeof annotations[key] !== 'string');
  if (wrong.length === 0) {
    return { object, source, remarks };
  }
  const texts = annotationsOf(written());
  const { metadata, ...rest } = object as { metadata: Fields };
  const fixed = Object.fromEntries(wrong.map((key) => [key, textOf(texts[key])]));
  return {
    object: { ...rest, metadata: { ...metadata, annotations: { ...annotations, ...fixed } } },
    source,
    remarks: [
      ...remarks,
      ...wrong.map((key) => `${key} is no text, which the API server refuses; read as "${fixed[key]}"`),
    ],
  };
}

function annotationsOf(object: unknown): Fields {
  const annotations = (object as { metadata?: { annotations?: unknown } } | undefined)?.metadata?.annotations;
  return typeof annotations === 'object' && annotations !== null ? (annotations as Fields) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** Every scalar as the text that is written. */
function raw(text: string): unknown {
  return load(text, { schema: FAILSAFE_SCHEMA, json: true });
}

class TemplateError extends Error {
  public constructor(public readonly line: number) {
    super('a Helm template, not a manifest: pipe the output of `helm template` into this command');
  }
}

function templateLine(text: string): number | undefined {
  const at = text.search(/^[^#\n]*\{\{/m);
  return at === -1 ? undefined : text.slice(0, at).split('\n').length;
}

/** Only objects that this command reads: the text of a ConfigMap may hold braces. */
function isTemplate(value: unknown): boolean {
  const { kind } = (value ?? {}) as Fields;
  return typeof kind !== 'string' || ['Ingress', 'Service', 'IngressClass', 'List'].includes(kind);
}

function problemOf(error: unknown, text: string, file: string, line: number): Problem {
  const template = templateLine(text);
  if (template !== undefined) {
    return { source: `${file}:${line + template}`, message: new TemplateError(template).message };
  }
  if (error instanceof YAMLException && error.mark) {
    const { line: at, column } = error.mark;
    return { source: `${file}:${line + at + 1}:${column + 1}`, message: `no YAML: ${error.reason}` };
  }
  return { source: `${file}:${line + 1}`, message: error instanceof Error ? error.message : String(error) };
}
