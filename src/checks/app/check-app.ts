import type { IConstruct } from 'constructs';
import { listOf } from '../../collections';
import { CATALOGUE } from '../../findings/catalogue';
import type { Observation } from '../../findings/finding';
import { SynthesisReport } from '../../findings/synthesis-report';
import { AppObjects } from './app-objects';
import type { AppReport } from './app-report';
import { checkBackendPods } from './backend-pods';
import { checkBackendRefs } from './backend-refs';
import { warnOfBackendTypos } from './backend-typos';
import { warnOfClientPolicies } from './client-policies';
import { warnOfDroppedPolicies } from './dropped-policies';
import { checkDuplicates } from './duplicates';
import { Grants } from './grants';
import { checkInheritedRouting } from './inherited-routing';
import { checkMergedPolicies } from './merged-policies';
import { checkParents } from './parents';
import { checkPolicyConflicts } from './policy-conflicts';
import { checkPolicyTypos } from './policy-typos';
import { warnOfRivalRoutes } from './rival-routes';
import { checkSecureCookies } from './secure-cookies';
import { checkSessionClusters } from './session-clusters';
import { checkSessionCookies } from './session-cookies';

const checked = new WeakSet<IConstruct>();

/** Checks a whole app at synthesis, once for all constructs in it. */
export function checkApp(root: IConstruct): void {
  if (checked.has(root)) {
    return;
  }
  checked.add(root);
  const findings = new AppFindings(root);
  // Validation begins at the root, so the findings are there when it comes to their constructs.
  root.node.addValidation({ validate: () => findings.update() });
}

/** The findings of an app; each is reported by its construct. */
class AppFindings {
  private readonly reporting = new Set<IConstruct>();
  private byConstruct = new Map<IConstruct, Observation[]>();
  private isSettled = false;

  public constructor(private readonly root: IConstruct) {}

  /** Checks the app: once for a synthesis without errors, though cdk8s asks for every chart. */
  public update(): string[] {
    if (!this.isSettled) {
      this.byConstruct = findingsIn(this.root);
      this.isSettled = [...this.byConstruct.values()].flat().every(({ id }) => CATALOGUE[id].severity === 'warning');
      queueMicrotask(() => {
        this.isSettled = false;
      });
      for (const construct of this.byConstruct.keys()) {
        this.letReport(construct);
      }
    }
    return [];
  }

  private letReport(construct: IConstruct): void {
    if (!this.reporting.has(construct)) {
      this.reporting.add(construct);
      new SynthesisReport(construct, () => this.byConstruct.get(construct) ?? []);
    }
  }
}

function findingsIn(root: IConstruct): Map<IConstruct, Observation[]> {
  const found = new Map<IConstruct, Observation[]>();
  checkObjects(new AppObjects(root), (construct, observation) => listOf(found, construct).push(observation));
  return found;
}

function checkObjects(objects: AppObjects, report: AppReport): void {
  const grants = new Grants(objects);
  checkDuplicates(objects, report);
  checkPolicyConflicts(objects, grants, report);
  checkPolicyTypos(objects, report);
  checkSessionCookies(objects, report);
  checkBackendRefs(objects, grants, report);
  checkBackendPods(objects, report);
  checkSessionClusters(objects, report);
  warnOfBackendTypos(objects, report);
  warnOfRivalRoutes(objects, report);
  checkSecureCookies(objects, report);
  checkParents(objects, report);
  checkInheritedRouting(objects, report);
  checkMergedPolicies(objects, report);
  warnOfDroppedPolicies(objects, report);
  warnOfClientPolicies(objects, report);
}
