import type { IConstruct } from 'constructs';
import { describeProblem } from '../problem';
import { describeWarning, writeWarning } from '../warnings/warning';
import { AppObjects } from './app-objects';
import type { AppProblem } from './app-problem';
import { checkBackends } from './backends';
import { checkDuplicates } from './duplicates';
import { Grants } from './grants';
import { checkPolicyConflicts } from './policy-conflicts';
import { POLICY_KIND } from './policy-targets';
import { checkPolicyTypos } from './policy-typos';
import { insecureObjects } from './secure-cookies';
import { checkSessionCookies } from './session-cookies';

const checked = new WeakSet<IConstruct>();

/** Checks the whole app of a construct at synthesis, once for all constructs in it. */
export function checkApp(construct: IConstruct): void {
  const { root } = construct.node;
  if (checked.has(root)) {
    return;
  }
  checked.add(root);
  let isSound = false;
  const warned = new Set<string>();
  root.node.addValidation({
    validate: () => {
      if (isSound) {
        return [];
      }
      const objects = new AppObjects(root);
      const problems = problemsOf(objects).map(({ path, ...problem }) => `${path}: ${describeProblem(problem)}`);
      warn(objects, warned);
      // One synthesis asks once for every chart; the next one may find another app.
      isSound = problems.length === 0;
      queueMicrotask(() => {
        isSound = false;
      });
      return problems;
    },
  });
}

function problemsOf(objects: AppObjects): AppProblem[] {
  const grants = new Grants(objects);
  return [
    ...checkDuplicates(objects),
    ...checkPolicyConflicts(objects, grants),
    ...checkPolicyTypos(objects),
    ...checkSessionCookies(objects),
    ...checkBackends(objects, grants),
  ];
}

/** Once for each object, however often the app is synthesized. */
function warn(objects: AppObjects, warned: Set<string>): void {
  for (const object of insecureObjects(objects).filter(({ path }) => !warned.has(path))) {
    warned.add(object.path);
    const warning = describeWarning({
      id: 'secure-cookie',
      property: object.kind === POLICY_KIND ? 'spec.loadBalancer.consistentHash.cookie.attributes' : 'spec.rules',
      text: 'browsers drop a Secure cookie that comes without TLS, and all listeners of its routes are plain HTTP',
    });
    object.addWarning(warning);
    writeWarning(object.path, warning);
  }
}
