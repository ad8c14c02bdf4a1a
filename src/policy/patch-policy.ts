import {
  type EnvoyPatchPolicySpec,
  type EnvoyPatchPolicySpecJsonPatches,
  EnvoyPatchPolicySpecType,
  EnvoyPatchPolicySpecJsonPatchesOperationOp as Op,
  EnvoyPatchPolicySpecJsonPatchesType as XdsType,
} from '../../imports/gateway.envoyproxy.io';
import type { HttpRouteSpecParentRefs } from '../../imports/gateway.networking.k8s.io';
import type { RoutePatch } from '../stickiness/stickiness-parts';
import { GATEWAY_API_GROUP, type TargetedRoute, type TargetedRule } from './policy-parts';

const ROUTE_CONFIGURATION =
  XdsType.TYPE_PERIOD_GOOGLEAPIS_PERIOD_COM_FORWARD_SLASH_ENVOY_PERIOD_CONFIG_PERIOD_ROUTE_PERIOD_V3_PERIOD_ROUTE_CONFIGURATION;

/** What the patch policy of one Gateway says. */
export interface PatchPolicyPart {
  readonly gateway: string;
  readonly namespace: string;
  readonly spec: EnvoyPatchPolicySpec;
}

/**
 * A patch policy for each Gateway, for what no other policy can say of the routes; none where there is no such thing.
 *
 * Only this file knows how Envoy Gateway names things in Envoy's configuration. Read in the sources of 1.5 to 1.9, tried on
 * 1.9.1: a RouteConfiguration is `<namespace>/<gateway>/<listener>`, where listeners without TLS on one port share that of
 * the first; a route in it is `<kind>/<namespace>/<name>/rule/<index>/match/<index>/<hostname>`.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/extensibility/envoy-patch-policy/
 */
export function patchPolicyParts(
  parentRefs: readonly HttpRouteSpecParentRefs[],
  routes: readonly TargetedRoute[],
  namespace: string,
  patchOf: (rule: TargetedRule) => RoutePatch | undefined,
): PatchPolicyPart[] {
  const selections = selectionsOf(routes, namespace, patchOf);
  const gateways = selections.length > 0 ? gatewaysOf(parentRefs, namespace) : [];
  return gateways.map(({ name, namespace, listeners }) => ({
    gateway: name,
    namespace,
    spec: {
      targetRef: { group: GATEWAY_API_GROUP, kind: 'Gateway', name },
      type: EnvoyPatchPolicySpecType.JSON_PATCH,
      jsonPatches: listeners.flatMap((listener) =>
        selections.map((selection) => jsonPatch(`${namespace}/${name}/${listener}`, selection)),
      ),
    },
  }));
}

/**
 * Rules that get one patch, as a regular expression for the names of their routes in Envoy.
 *
 * It is in parentheses, as Envoy Gateway only puts `^` before and `$` behind it.
 */
interface Selection {
  readonly patch: RoutePatch;
  readonly names: string;
}

function selectionsOf(
  routes: readonly TargetedRoute[],
  namespace: string,
  patchOf: (rule: TargetedRule) => RoutePatch | undefined,
): Selection[] {
  const selections = new Map<string, { readonly patch: RoutePatch; readonly names: string[] }>();
  for (const { kind, name, rules } of routes) {
    const route = `${kind.toLowerCase()}/${namespace}/${name}`.replaceAll('.', '[.]');
    rules.forEach((rule, i) => {
      const patch = patchOf(rule);
      if (patch) {
        const key = JSON.stringify(patch);
        const selection = selections.get(key) ?? { patch, names: [] };
        selections.set(key, selection);
        selection.names.push(`${route}/rule/${i}/.*`);
      }
    });
  }
  return [...selections.values()].map(({ patch, names }) => ({ patch, names: `(${names.join('|')})` }));
}

function jsonPatch(routeConfiguration: string, { patch, names }: Selection): EnvoyPatchPolicySpecJsonPatches {
  return {
    type: ROUTE_CONFIGURATION,
    name: routeConfiguration,
    operation: {
      op: Op.ADD,
      jsonPath: `$.virtual_hosts[*].routes[?match(@.name, '${names}')]`,
      path: patch.path,
      value: patch.value,
    },
  };
}

interface Gateway {
  readonly name: string;
  readonly namespace: string;
  readonly listeners: string[];
}

function gatewaysOf(parentRefs: readonly HttpRouteSpecParentRefs[], ownNamespace: string): Gateway[] {
  const gateways = new Map<string, Gateway>();
  for (const { name, namespace = ownNamespace, sectionName = '' } of parentRefs) {
    const key = `${namespace}/${name}`;
    const gateway = gateways.get(key) ?? { name, namespace, listeners: [] };
    gateways.set(key, gateway);
    gateway.listeners.push(sectionName);
  }
  return [...gateways.values()];
}
