import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { UsedStickiness } from './used-stickiness';
import type { Warn } from './warning';

const LUA_OFF_SINCE = '1.9';

/** What has to be switched on in the cluster, where nobody tells at synthesis whether it is. */
export function warnOfClusterSwitches(
  { property, parts: { lua, routePatch, sessionPersistence } }: UsedStickiness,
  target: EnvoyGatewayVersion,
  warn: Warn,
): void {
  if (lua) {
    warn({ id: 'lua', property, text: luaText(target) });
  }
  if (routePatch) {
    warn({
      id: 'envoy-patch-policy',
      property,
      text:
        'needs extensionApis.enableEnvoyPatchPolicy: true in Envoy Gateway, and the right to write to the namespace of the ' +
        'Gateway; of listeners without TLS on one port only the first can be named',
    });
  }
  if (sessionPersistence) {
    warn({
      id: 'experimental-channel',
      property,
      text: 'needs the experimental channel of the Gateway API CRDs; the standard one drops sessionPersistence without a word',
    });
  }
}

function luaText(target: EnvoyGatewayVersion): string {
  return target._has(LUA_OFF_SINCE)
    ? 'needs extensionApis.enableLua: true in Envoy Gateway; Lua of an EnvoyExtensionPolicy of the Gateway is off for the routes'
    : 'needs Lua to be on in Envoy Gateway, as it is by default; an EnvoyExtensionPolicy of the Gateway is off for the routes';
}
