import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import type { Release } from '../../cluster/install/releases';
import { running } from '../../cluster/install/running';

/** The Envoy Gateway of the cluster, as a target of the construct. */
export const target = targetOf(running);

/** A release, as a target of the construct. */
export function targetOf({ version }: Release): EnvoyGatewayVersion {
  const targets = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];
  const found = targets.find((each) => each.version === version);
  if (!found) {
    throw new Error(`The construct has no target for Envoy Gateway ${version}`);
  }
  return found;
}

/** Whether the Envoy Gateway of the cluster has what `since` introduced. */
export function has(since: string): boolean {
  return minor(running.version) >= minor(since);
}

function minor(version: string): number {
  return Number(version.slice('1.'.length));
}
