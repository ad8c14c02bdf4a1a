import type { CheckedProps } from '../checks/checked-props';
import { clusterSwitches } from './cluster-switches';
import { cookiePaths } from './cookie-paths';
import { keys } from './keys';
import { moves } from './moves';
import { order } from './order';
import { overlaps } from './overlaps';
import { streams } from './streams';
import { usedStickiness } from './used-stickiness';
import type { Warning } from './warning';

/** The warnings of one construct that its author has not acknowledged. */
export function warningsOf(props: CheckedProps): Warning[] {
  const used = usedStickiness(props);
  const acknowledged: readonly string[] = props.acknowledge ?? [];
  return clusterSwitches(props, used)
    .concat(keys(used), order(used), moves(props), cookiePaths(props), overlaps(props), streams(props, used))
    .filter(({ id }) => !acknowledged.includes(id));
}
