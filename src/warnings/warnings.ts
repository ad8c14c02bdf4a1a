import type { CheckedProps } from '../checks/checked-props';
import { clusterSwitches } from './cluster-switches';
import { cookiePaths } from './cookie-paths';
import { keys } from './keys';
import { moves } from './moves';
import { order } from './order';
import { streams } from './streams';
import type { Warning } from './warning';

/** The warnings of one construct that its author has not acknowledged. */
export function warningsOf(props: CheckedProps): Warning[] {
  const acknowledged: readonly string[] = props.acknowledge ?? [];
  const warnings = [
    ...clusterSwitches(props),
    ...keys(props),
    ...moves(props),
    ...streams(props),
    ...order(props),
    ...cookiePaths(props),
  ];
  return warnings.filter(({ id }) => !acknowledged.includes(id));
}
