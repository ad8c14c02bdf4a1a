import { checkAcknowledgedIds } from '../findings/acknowledge';
import type { Report } from '../findings/finding';
import type { CommonInput } from '../input/common-input';

/** Reports properties of the wrong shape, then the findings of all others. */
export function withMisshapen(
  { misshapen, acknowledge }: CommonInput,
  report: Report,
  checkOthers: (report: Report) => void,
): void {
  misshapen.forEach(report);
  const known = new Set(misshapen.map(({ property }) => property));
  const reportOther: Report = (observation) => {
    if (!known.has(observation.property)) {
      report(observation);
    }
  };
  checkAcknowledgedIds('acknowledge', acknowledge, reportOther);
  checkOthers(reportOther);
}
