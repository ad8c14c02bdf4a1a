import type { IConstruct } from 'constructs';
import { checkApp } from '../app/app-checks';
import { describeProblem, type Problem } from '../problem';
import { describeWarning, writeWarning } from '../warnings/warning';
import { warningsOf } from '../warnings/warnings';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';
import { checkProps } from './props';

/** Looks for what is wrong or doubtful about a construct, and has it reported at synthesis with the problems of its app. */
export function checkAtSynthesis(
  construct: IConstruct,
  props: CheckedProps,
  ofShape: readonly Problem[],
  names: ObjectNames,
): void {
  const problems = checkProps(props, names, ofShape);
  const warnings = warningsOf(props);
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
