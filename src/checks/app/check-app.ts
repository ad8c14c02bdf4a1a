import type { IConstruct } from 'constructs';
import { addTo } from '../../collections';
import { CATALOGUE } from '../../findings/catalogue';
import type { Observation } from '../../findings/finding';
import { SynthesisReport } from '../../findings/synthesis-report';
import { ORIGIN } from '../../objects/origin';
import { checkBackendPods } from './backends/backend-pods';
import { checkBackendRef } from './backends/backend-refs';
import { warnOfBackendTypo } from './backends/backend-typos';
import { checkSessionClusters } from './backends/session-clusters';
import { warnOfGatewayClasses } from './gateways/gateway-classes';
import { checkParents } from './gateways/parents';
import { checkSecureCookies } from './gateways/secure-cookies';
import { warnOfClientPolicies } from './inherited/client-policies';
import { warnOfDroppedPolicies } from './inherited/dropped-policies';
import { hasGatewaySettings } from './inherited/gateway-policies';
import { checkInheritedRouting } from './inherited/inherited-routing';
import { checkMergedPolicies } from './inherited/merged-policies';
import { warnOfStreamLimits } from './inherited/stream-limits';
import { checkTakenHeaders } from './inherited/taken-headers';
import { AppObjects } from './objects/app-objects';
import type { AppReport } from './objects/app-report';
import { attachedConstructs } from './objects/attachments';
import { Grants } from './objects/grants';
import { checkMissedRoutes } from './policies/missed-routes';
import { checkPatches } from './policies/patches';
import { checkPolicyConflicts } from './policies/policy-conflicts';
import { checkPolicyTypos } from './policies/policy-typos';
import { checkReplacedPolicies } from './policies/replaced-policies';
import { checkDuplicates } from './routes/duplicates';
import { warnOfRivalRoutes } from './routes/rival-routes';
import { checkSessionCookies } from './routes/session-cookies';
import { checkTargetRoutes } from './routes/target-routes';

/** Marks apps that an installed copy of the package checks, for all copies that read the same origins. */
const CHECKED = Symbol.for(`${ORIGIN.description}.checked`);

interface Checked {
  [CHECKED]?: boolean;
}

/** Checks a whole app at synthesis, once for all constructs in it. */
export function checkApp(root: IConstruct & Checked): void {
  if (root[CHECKED]) {
    return;
  }
  root[CHECKED] = true;
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
  checkObjects(new AppObjects(root), (construct, observation) => addTo(found, construct, observation));
  return found;
}

function checkObjects(objects: AppObjects, report: AppReport): void {
  const grants = new Grants(objects);
  checkDuplicates(objects, report);
  checkPatches(objects, report);
  checkPolicyConflicts(objects, report);
  checkReplacedPolicies(objects, report);
  checkPolicyTypos(objects, report);
  checkMissedRoutes(objects, report);
  checkSessionCookies(objects, report);
  warnOfRivalRoutes(objects, report);
  checkSecureCookies(objects, report);
  checkTargetRoutes(objects, report);
  for (const backend of objects.backends) {
    checkBackendRef(backend, objects, grants, report);
    checkBackendPods(backend, objects, report);
    warnOfBackendTypo(backend, objects, report);
  }
  for (const construct of objects.routeConstructs) {
    checkSessionClusters(construct, objects, report);
    checkParents(construct, objects, report);
  }
  const isInherited = hasGatewaySettings(objects);
  for (const construct of attachedConstructs(objects)) {
    warnOfStreamLimits(construct, objects, report);
    if (isInherited) {
      checkInheritedRouting(construct, objects, report);
      checkMergedPolicies(construct, objects, report);
      warnOfDroppedPolicies(construct, objects, report);
      checkTakenHeaders(construct, objects, report);
      warnOfGatewayClasses(construct, objects, report);
    }
    warnOfClientPolicies(construct, objects, report);
  }
}
