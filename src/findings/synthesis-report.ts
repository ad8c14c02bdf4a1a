import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledge';
import { type Finding, findingOf, type Observation } from './finding';
import { messageOf } from './message';
import { printWarning } from './print-warning';

/** The findings of a construct, which its validation reports: an error fails the synthesis, a warning is printed. */
export class SynthesisReport {
  private readonly printed = new Set<string>();

  /** @param observe returns the findings; called once for every chart of the app */
  public constructor(
    private readonly construct: IConstruct,
    private readonly observe: () => readonly Observation[],
  ) {
    construct.node.addValidation({ validate: () => this.report() });
  }

  /** Prints each new warning, and returns the messages of all errors. */
  private report(): string[] {
    const findings = this.observe()
      .filter(({ id }) => !isAcknowledged(this.construct, id))
      .map(findingOf);
    for (const finding of findings.filter(({ severity }) => severity === 'warning')) {
      this.warn(finding);
    }
    const errors = findings.filter(({ severity }) => severity === 'error');
    // Rules that are in several routes are found in each of them.
    return [...new Set(errors.map((error) => messageOf(error, this.construct)))];
  }

  private warn(finding: Finding): void {
    const message = messageOf(finding, this.construct);
    if (!this.printed.has(message)) {
      this.printed.add(message);
      this.construct.node.addMetadata('warning', message);
      printWarning(this.construct.node.path, finding);
    }
  }
}
