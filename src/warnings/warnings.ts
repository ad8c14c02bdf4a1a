import type { CheckedProps } from '../checks/checked-props';
import { warnOfKeys } from './keys';
import { warnOfMoves } from './moves';
import { warnOfOrder } from './order';
import { warnOfOverlaps } from './overlaps';
import { warnOfStreams } from './streams';
import { usedStickiness } from './used-stickiness';
import type { Warning } from './warning';

/** The warnings of one construct that its author has not acknowledged. */
export function warningsOf(props: CheckedProps): Warning[] {
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => {
    if (!props.acknowledge?.includes(warning.id)) {
      warnings.push(warning);
    }
  };
  const used = usedStickiness(props);
  used.forEach((each) => {
    warnOfKeys(each, warn);
    warnOfOrder(each, warn);
  });
  warnOfMoves(props, warn);
  warnOfOverlaps(props, warn);
  warnOfStreams(props, used, warn);
  return warnings;
}
