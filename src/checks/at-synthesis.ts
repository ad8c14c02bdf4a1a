import type { IConstruct } from 'constructs';
import { checkApp } from '../app/app-checks';
import { describeProblem, type Problem } from '../problem';
import { describeWarning, type Warning, writeWarning } from '../warnings/warning';

/** What the checks of one construct find. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

/** Has what is wrong or doubtful about a construct reported at synthesis, with the problems of its app. */
export function checkAtSynthesis(construct: IConstruct, check: () => Findings): void {
  const { problems, warnings } = check();
  if (problems.length + warnings.length > 0) {
    reportAtSynthesis(construct, problems.map(describeProblem), warnings.map(describeWarning));
  }
  checkApp(construct);
}

function reportAtSynthesis(construct: IConstruct, problems: string[], warnings: readonly string[]): void {
  for (const warning of warnings) {
    construct.node.addMetadata('warning', warning);
  }
  let isWarned = false;
  construct.node.addValidation({
    // cdk8s asks once for every chart of the app.
    validate: () => {
      for (const warning of isWarned ? [] : warnings) {
        writeWarning(construct.node.path, warning);
      }
      isWarned = true;
      return problems;
    },
  });
}
