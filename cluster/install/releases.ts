import { pinnedEnvoy, pinnedModule } from './pinned';

/** One release for each minor version of Envoy Gateway that the construct can target. */
export interface Release {
  /** The minor version, such as `1.6`. */
  readonly version: string;
  /** The version of the Go module. */
  readonly envoyGateway: string;
  /** The Envoy that this release deploys, or a later patch release of it. */
  readonly envoy: string | undefined;
  /** The Gateway API whose CRDs this release ships. */
  readonly gatewayApi: string;
}

/**
 * All releases, oldest first. The last row is the newest; `go.mod` and `requirements.txt` pin its values. To add a version, write
 * the pinned values into a row above the last one, and then update the pins.
 */
export const releases: readonly Release[] = [
  release('v1.5.0', undefined, 'v1.3.0'), // PyPI has no Envoy 1.35
  release('v1.6.3', '1.36.4', 'v1.4.1'),
  release('v1.7.0', '1.37.0', 'v1.4.1'),
  release('v1.8.0', '1.38.3', 'v1.5.1'),
  release(pinnedModule('github.com/envoyproxy/gateway'), pinnedEnvoy, pinnedModule('sigs.k8s.io/gateway-api')),
];

export const newest = releases.at(-1) as Release;

/** A release whose Envoy can be installed. */
export interface Runnable extends Release {
  readonly envoy: string;
}

export const runnable = releases.filter((each): each is Runnable => each.envoy !== undefined);

function release(envoyGateway: string, envoy: string | undefined, gatewayApi: string): Release {
  const version = envoyGateway.replace(/^v(\d+\.\d+)\..*/, '$1');
  return { version, envoyGateway, envoy, gatewayApi };
}
