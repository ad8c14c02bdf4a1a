import { appendFileSync, readFileSync } from 'node:fs';
import { running } from '../../../cluster/install/running';

/** What was seen of something on the Envoy Gateway that runs. */
export interface Figure {
  readonly version: string;
  readonly what: string;
  readonly seen: string;
}

const file = process.env.VERSIONS_FIGURES;

/** Keeps a figure for the table at the end of all runs. */
export function saw(what: string, seen: string): void {
  const figure: Figure = { version: running.version, what, seen };
  if (file) {
    appendFileSync(file, `${JSON.stringify(figure)}\n`);
  } else {
    process.stdout.write(`${running.version} ${what}: ${seen}\n`);
  }
}

export function readFigures(path: string): Figure[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
