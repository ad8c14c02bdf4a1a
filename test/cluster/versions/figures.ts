import { appendFileSync, readFileSync } from 'node:fs';

/** What was seen of something on the Envoy Gateway that runs. */
export interface Figure {
  readonly version: string;
  readonly what: string;
  readonly seen: string;
}

const file = process.env.VERSIONS_FIGURES;

/** Keeps a figure for the table at the end of all runs. */
export function keepFigure(figure: Figure): void {
  if (file) {
    appendFileSync(file, `${JSON.stringify(figure)}\n`);
  } else {
    process.stdout.write(`${figure.version} ${figure.what}: ${figure.seen}\n`);
  }
}

export function readFigures(path: string): Figure[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
