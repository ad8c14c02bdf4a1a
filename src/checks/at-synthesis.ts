import type { IConstruct } from 'constructs';
import { checkApp } from '../app/app-checks';
import { describeProblem, type Problem } from '../problem';
import { describeWarning, writeWarning } from '../warnings/warning';
import { warningsOf } from '../warnings/warnings';
import type { CheckedProps } from './checked-props';
import type { ObjectNames } from './object-names';
import { checkProps } from './props';

/** Warns of what is doubtful about a construct, and has its problems and those of its app reported at synthesis. */
export function checkAtSynthesis(
  construct: IConstruct,
  props: CheckedProps,
  ofShape: readonly Problem[],
  names: ObjectNames,
): void {
  const warnings = warningsOf(props).map(describeWarning);
  for (const warning of warnings) {
    construct.node.addMetadata('warning', warning);
  }
  let problems: string[] | undefined;
  construct.node.addValidation({
    // cdk8s asks once for every chart of the app.
    validate: () => {
      if (!problems) {
        problems = checkProps(props, names, ofShape).map(describeProblem);
        for (const warning of warnings) {
          writeWarning(construct.node.path, warning);
        }
      }
      return problems;
    },
  });
  checkApp(construct);
}
