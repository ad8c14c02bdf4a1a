import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import { checkSessionCluster } from './session-cluster';
import { checkSessionCopies } from './session-copies';
import { checkSessionMatches } from './session-matches';
import { checkSessionRetries } from './session-retries';

/** What keeps the sessions of a pin from reaching their pods. */
export function checkSessions(input: RouteInput, report: Report): void {
  if (input.plans.some(({ plan }) => plan.pin)) {
    checkSessionCluster(input, report);
    checkSessionMatches(input, report);
    checkSessionCopies(input, report);
    checkSessionRetries(input, report);
  }
}
