import { BackendTrafficPolicySpecLoadBalancerType } from '../../imports/gateway.envoyproxy.io';
import type { StickinessParts } from './stickiness-parts';

/**
 * Where Envoy reads which pod to take.
 *
 * Any header would do for that, but only those that Envoy's router consumes itself never reach the pod: filters remove
 * headers before the pod is chosen. It is no number, so that the router makes nothing of it.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-max-retries
 */
const CHOICE_HEADER = 'x-envoy-max-retries';

/**
 * The pod's address in front of the session id, split by Lua on requests and joined on responses.
 *
 * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
 */
export function endpointOverride(header: string, endpointHeader: string): StickinessParts {
  return {
    sessionHeader: header,
    loadBalancer: {
      type: BackendTrafficPolicySpecLoadBalancerType.LEAST_REQUEST,
      endpointOverride: { extractFrom: [{ header: CHOICE_HEADER }] },
    },
    endpointHeader,
    lua: sessionLua(header.toLowerCase(), endpointHeader.toLowerCase()),
  };
}

/** Both names are tokens of RFC 9110, so they have neither quotes nor backslashes. */
function sessionLua(header: string, endpointHeader: string): string {
  return `-- The client keeps "<address of the pod>~<session id>", the server sees the session id alone.
local SESSION = "${header}"
local ENDPOINT = "${endpointHeader}"
local CHOICE = "${CHOICE_HEADER}"

local function split(value)
  local endpoint, id = string.match(value, "^(%d+%.%d+%.%d+%.%d+:%d+)~(.*)$")
  if endpoint == nil then
    endpoint, id = string.match(value, "^(%[[%x:.]+%]:%d+)~(.*)$")
  end
  return endpoint, id
end

function envoy_on_request(handle)
  local headers = handle:headers()
  headers:remove(ENDPOINT)
  headers:remove(CHOICE)
  local endpoint, id = split(headers:get(SESSION) or "")
  if endpoint ~= nil then
    headers:replace(CHOICE, endpoint)
    headers:replace(SESSION, id)
  end
end

function envoy_on_response(handle)
  local headers = handle:headers()
  local endpoint = headers:get(ENDPOINT)
  local id = headers:get(SESSION)
  headers:remove(ENDPOINT)
  if endpoint ~= nil and id ~= nil then
    headers:replace(SESSION, endpoint .. "~" .. id)
  end
end
`;
}
