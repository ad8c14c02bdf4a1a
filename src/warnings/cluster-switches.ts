import type { CheckedProps } from '../checks/checked-props';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import { collect } from '../route/lists';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import type { UsedStickiness } from './used-stickiness';
import type { Warning } from './warning';

const LUA_OFF_SINCE = '1.9';

/** What has to be switched on in the cluster, where nobody tells at synthesis whether it is. */
export function clusterSwitches({ target }: CheckedProps, used: readonly UsedStickiness[]): Warning[] {
  return collect(used, ({ property, parts }) => switchesOf(parts, target).map((warning) => ({ ...warning, property })));
}

function switchesOf(
  { lua, routePatch, sessionPersistence }: StickinessParts,
  target: EnvoyGatewayVersion,
): Omit<Warning, 'property'>[] {
  const switches: Omit<Warning, 'property'>[] = [];
  if (lua) {
    switches.push({ id: 'lua', text: luaText(target) });
  }
  if (routePatch) {
    switches.push({
      id: 'envoy-patch-policy',
      text:
        'needs extensionApis.enableEnvoyPatchPolicy: true in Envoy Gateway, and the right to write to the namespace of the ' +
        'Gateway; of listeners without TLS on one port only the first can be named',
    });
  }
  if (sessionPersistence) {
    switches.push({
      id: 'experimental-channel',
      text: 'needs the experimental channel of the Gateway API CRDs; the standard one drops sessionPersistence without a word',
    });
  }
  return switches;
}

function luaText(target: EnvoyGatewayVersion): string {
  return target._has(LUA_OFF_SINCE)
    ? 'needs extensionApis.enableLua: true in Envoy Gateway; Lua of an EnvoyExtensionPolicy of the Gateway is off for the routes'
    : 'needs Lua to be on in Envoy Gateway, as it is by default; an EnvoyExtensionPolicy of the Gateway is off for the routes';
}
