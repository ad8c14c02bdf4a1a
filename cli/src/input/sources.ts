import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../report/report';
import { type Documents, type InputObject, readDocuments } from './documents';

const MANIFEST = /\.(ya?ml|json)$/;

/** Standard input. */
export const STDIN = '-';

/** Reads files, all manifests of folders, and standard input. */
export function readSources(paths: readonly string[]): Documents {
  const objects: InputObject[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    for (const file of filesOf(path, problems)) {
      const documents = readFile(file);
      objects.push(...documents.objects);
      problems.push(...documents.problems);
    }
  }
  return { objects, problems };
}

function filesOf(path: string, problems: Problem[]): string[] {
  if (path === STDIN) {
    return [path];
  }
  try {
    if (!statSync(path).isDirectory()) {
      return [path];
    }
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => MANIFEST.test(name));
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    problems.push({ source: path, message: (error as Error).message });
    return [];
  }
}

function readFile(file: string): Documents {
  try {
    const text = readFileSync(file === STDIN ? 0 : file, 'utf8');
    return readDocuments(text.replace(/^\uFEFF/, ''), file === STDIN ? 'stdin' : file);
  } catch (error) {
    return { objects: [], problems: [{ source: file, message: (error as Error).message }] };
  }
}
