import type { CheckedProps } from '../checks/checked-props';
import { type UsedStickiness, usedStickiness } from './used-stickiness';
import type { Warning } from './warning';

const LUA_OFF_SINCE = '1.9';

/** What has to be switched on in the cluster, where nobody tells at synthesis whether it is. */
export function clusterSwitches(props: CheckedProps): Warning[] {
  const used = usedStickiness(props);
  const first = (uses: (each: UsedStickiness) => unknown) => used.find(uses)?.property;
  return [
    { id: 'lua' as const, property: first(({ parts }) => parts.lua), text: luaText(props) },
    {
      id: 'envoy-patch-policy' as const,
      property: first(({ parts }) => parts.routePatch),
      text:
        'needs extensionApis.enableEnvoyPatchPolicy: true in Envoy Gateway, and the right to write to the namespace of the ' +
        'Gateway; of listeners without TLS on one port only the first can be named',
    },
    {
      id: 'experimental-channel' as const,
      property: first(({ parts }) => parts.sessionPersistence),
      text: 'needs the experimental channel of the Gateway API CRDs; the standard one drops sessionPersistence without a word',
    },
  ].flatMap(({ property, ...warning }) => (property === undefined ? [] : [{ ...warning, property }]));
}

function luaText({ target }: CheckedProps): string {
  return target._has(LUA_OFF_SINCE)
    ? 'needs extensionApis.enableLua: true in Envoy Gateway; Lua of an EnvoyExtensionPolicy of the Gateway is off for the routes'
    : 'needs Lua to be on in Envoy Gateway, as it is by default; an EnvoyExtensionPolicy of the Gateway is off for the routes';
}
