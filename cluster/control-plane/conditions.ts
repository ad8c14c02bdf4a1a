import type { Manifest } from './kube-client';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

/** The conditions of an object, with those for each of its parents or ancestors. */
export function conditionsOf({ status = {} }: Manifest): Condition[] {
  const judgements = [status, ...(status.parents ?? []), ...(status.ancestors ?? [])];
  return judgements.flatMap(({ conditions = [] }) => conditions);
}

export function isTrue(object: Manifest, type: string): boolean {
  return conditionsOf(object).some((condition) => condition.type === type && condition.status === 'True');
}
