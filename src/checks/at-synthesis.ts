import type { IConstruct } from 'constructs';
import type { Observation, Report } from '../findings/finding';
import { SynthesisReport } from '../findings/synthesis-report';
import { checkApp } from './app/check-app';

export const synthesisChecks = {
  /** Reports the findings of a construct at synthesis, together with those of its app. */
  add(construct: IConstruct, check: (report: Report) => void): void {
    const found: Observation[] = [];
    check((observation) => found.push(observation));
    if (found.length > 0) {
      new SynthesisReport(construct, () => found);
    }
    checkApp(construct.node.root);
  },
};
