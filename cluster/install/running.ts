import { newest, runnable } from './releases';

const { ENVOY_GATEWAY, GATEWAY_API } = process.env;

const chosen = runnable.find(({ version }) => version === (ENVOY_GATEWAY || newest.version));
if (!chosen) {
  throw new Error(`ENVOY_GATEWAY=${ENVOY_GATEWAY} is none of ${runnable.map(({ version }) => version).join(', ')}`);
}

/** The release that the cluster runs: the newest, or that of the minor version in `ENVOY_GATEWAY`. */
export const running = chosen;

/** The Gateway API whose standard channel the cluster has: that of the release, or the one in `GATEWAY_API`. */
export const gatewayApiVersion = GATEWAY_API ?? running.gatewayApi;
