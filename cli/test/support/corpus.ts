import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Verdict } from '../../src';
import { readDocuments } from '../../src/input/documents';
import { type MigrateOptions, type Migration, migrateInput } from '../../src/migrate';

const FOLDER = join(__dirname, '..', 'corpus');

/** What a right migration of a manifest yields. */
export interface Expectation {
  /** Every rule in a line, in the order of the output. */
  readonly rules: readonly string[];
  /** The verdict of each annotation, by Ingress. */
  readonly annotations: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
  /** The verdict of other parts, by Ingress. */
  readonly parts?: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
  readonly exitCode: number;
}

/** The names of all manifests of the corpus. */
export const CORPUS: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.expect.yaml'))
  .map((file) => file.replace('.expect.yaml', ''))
  .sort();

export function corpusFile(name: string): string {
  return join(FOLDER, `${name}.yaml`);
}

export function expectationOf(name: string): Expectation {
  return load(readFileSync(join(FOLDER, `${name}.expect.yaml`), 'utf8')) as Expectation;
}

export async function migrateCorpus(name: string, options: MigrateOptions = {}): Promise<Migration> {
  const { objects, problems } = readDocuments(readFileSync(corpusFile(name), 'utf8'), `${name}.yaml`);
  const migration = await migrateInput(objects, options);
  return { ...migration, problems: [...problems, ...migration.problems] };
}
