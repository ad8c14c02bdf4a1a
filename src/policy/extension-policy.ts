import { type EnvoyExtensionPolicySpec, EnvoyExtensionPolicySpecLuaType } from '../../imports/gateway.envoyproxy.io';
import type { EnvoyGatewayVersion } from '../envoy-gateway-version';
import type { Stickiness } from '../stickiness/stickiness';

const MERGE_TYPE_SINCE = '1.9';

/** What an extension policy says besides its targets; empty where the stickiness has no code. */
export function extensionSettings(
  { _parts: { lua } }: Stickiness,
  target: EnvoyGatewayVersion,
): EnvoyExtensionPolicySpec {
  // Without a merge type the policy would switch the extensions of the Gateway off.
  return lua
    ? {
        lua: [{ type: EnvoyExtensionPolicySpecLuaType.INLINE, inline: lua }],
        ...(target._has(MERGE_TYPE_SINCE) && { mergeType: 'StrategicMerge' }),
      }
    : {};
}
