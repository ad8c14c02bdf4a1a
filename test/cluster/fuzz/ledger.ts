import type { Message } from '../../support/findings';
import type { Case } from './cases';

/** A case, and what the construct reports for it. */
export interface Trial {
  /** Its number in the run, which fast-check calls its path. */
  readonly path: string;
  readonly case: Case;
  /** The errors of the construct; none if it accepts the case. */
  readonly problems: readonly Message[];
}

/** A case on which the construct and the cluster disagree. */
export interface Fault {
  readonly path: string;
  readonly what: string;
}

/** The results of a run, printed line by line. */
export class Ledger {
  readonly faults: Fault[] = [];
  /** The number of refusals by their evidence. */
  readonly evidence = new Map<string, number>();

  fault({ path, case: each }: Trial, what: string): void {
    this.faults.push({ path, what });
    process.stdout.write(`--path ${path}: ${what}\n${JSON.stringify(each)}\n`);
  }

  evident(evidence: string): void {
    this.evidence.set(evidence, (this.evidence.get(evidence) ?? 0) + 1);
  }

  batch(what: string, size: number, started: number): void {
    process.stdout.write(`${size} ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  }
}

export function batches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

export function halves<T>(items: readonly T[]): T[][] {
  return batches(items, Math.ceil(items.length / 2));
}
