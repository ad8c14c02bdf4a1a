import type { BackendTrafficPolicySpec } from '../../imports/gateway.envoyproxy.io';
import type { StickyGatewayRouteProps } from '../../src';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { renamedFields } from '../../tools/schema';
import type { Manifest } from './manifests';

const NAMES = renamedFields();

/** A route as properties of a StickyGatewayRoute. */
export function routeProps(route: Manifest): StickyGatewayRouteProps {
  const { parentRefs = [], hostnames, rules } = specOf(route);
  const { name, namespace, labels, annotations } = route.metadata;
  return {
    metadata: { name, ...(namespace && { namespace }), ...(labels && { labels }), ...(annotations && { annotations }) },
    parentRefs,
    ...(hostnames && { hostnames }),
    [route.kind === 'HTTPRoute' ? 'http' : 'grpc']: rules,
  };
}

/** The settings of a policy, without its targets. */
export function settingsOf(policy: Manifest): BackendTrafficPolicySpec {
  const { targetRef, targetRefs, targetSelectors, ...settings } = specOf(policy);
  return settings;
}

/** The settings of a policy besides its load balancer. */
export function otherSettingsOf(policy: Manifest): BackendTrafficPolicySpec {
  const { loadBalancer, ...settings } = settingsOf(policy);
  return settings;
}

/** The spec of an object as the imported classes have it, which call some fields otherwise than the CRD. */
// biome-ignore lint/suspicious/noExplicitAny: of any kind
function specOf({ kind, spec }: Manifest): any {
  return converted(SCHEMA[kind] as Field, spec) ?? {};
}

function converted({ type, fields, values, items }: Field, value: unknown): unknown {
  if (type === 'intOrString' && value !== undefined) {
    return { value };
  }
  if (Array.isArray(value)) {
    return items ? value.map((item) => converted(items, item)) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([crdName, each]) => {
      const name = fields ? (NAMES.get(crdName) ?? crdName) : crdName;
      const field = fields?.[name] ?? values;
      return [name, field ? converted(field, each) : each];
    }),
  );
}
