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
  const known = misshapen.map(({ property }) => property);
  const reportOther: Report = (observation) => {
    const { property } = observation;
    if (!known.some((each) => isIn(property, each) || isIn(each, property))) {
      report(observation);
    }
  };
  checkAcknowledgedIds('acknowledge', acknowledge, reportOther);
  checkOthers(reportOther);
}

/** Whether a property is another one, or a part of it. */
function isIn(property: string, whole: string): boolean {
  return property.startsWith(whole) && /^(?:$|[.[])/.test(property.slice(whole.length));
}
