import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import { envoyGatewayVersion } from '../harness/pins';
import { keepFigure } from './figures';

/** The minor version that runs. */
export const version = envoyGatewayVersion.replace(/^v(\d+\.\d+)\..*/, '$1');

export const target = versionOf(version);

/** Whether the Envoy Gateway that runs has what this version brought. */
export function has(since: string): boolean {
  return Number(version.slice('1.'.length)) >= Number(since.slice('1.'.length));
}

export function saw(what: string, seen: string): void {
  keepFigure({ version, what, seen });
}

function versionOf(wanted: string): EnvoyGatewayVersion {
  const all = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];
  const found = all.find((each) => each.version === wanted);
  if (!found) {
    throw new Error(`The construct has no target for Envoy Gateway ${wanted}`);
  }
  return found;
}
