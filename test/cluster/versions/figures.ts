import { appendFileSync, readFileSync } from 'node:fs';
import { running } from '../../../cluster/install/running';

/** An observation on the Envoy Gateway of the cluster. */
export interface Figure {
  readonly version: string;
  readonly what: string;
  readonly seen: string;
}

const file = process.env.VERSIONS_FIGURES;

/** Records a figure for the table at the end of all runs, or prints it if this is a single run. */
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
