import { Construct, Node } from 'constructs';

/** A reference to an object, as parentRefs, backendRefs and targetRefs have it. */
interface ObjectReference {
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
}

/** The part of a resource of cdk8s-plus that a reference needs. */
interface Resource extends Construct {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
  readonly metadata: { readonly namespace?: string };
}

/**
 * A reference to a construct that its author wrote in the place of one: a Service of cdk8s-plus, any ApiObject, or a construct
 * with one of them as its default child, such as a StickyGatewayRoute.
 *
 * @returns the reference, with a namespace if that is not `ownNamespace`; none for any other value
 */
export function referenceTo(value: unknown, ownNamespace: string | undefined): ObjectReference | undefined {
  if (!Construct.isConstruct(value)) {
    return undefined;
  }
  const resource = [value, value.node.defaultChild].find(isResource);
  if (!resource) {
    return undefined;
  }
  const { namespace } = resource.metadata;
  const port = portOf(resource as { readonly port?: number });
  return {
    group: resource.apiGroup === 'core' ? '' : resource.apiGroup,
    kind: resource.kind,
    name: resource.name,
    ...(namespace !== undefined && namespace !== ownNamespace && { namespace }),
    ...(port !== undefined && { port }),
  };
}

/** The routes of a construct, such as a StickyGatewayRoute, which stands for all of them as the target of a policy. */
export function routesOf(target: unknown): readonly unknown[] {
  const children = Construct.isConstruct(target) && isResource(target.node.defaultChild) ? target.node.children : [];
  const routes = children.filter((child) => isResource(child) && child.kind.endsWith('Route'));
  return routes.length > 0 ? routes : [target];
}

/**
 * A reference to the construct whose fields are in a plain object, as in `{ ...service, weight: 90 }`, with what its author wrote
 * besides; none for any other object.
 */
export function spreadReference(value: object, ownNamespace: string | undefined): object | undefined {
  const { node } = value as { readonly node?: unknown };
  const construct = node instanceof Node ? node.scopes.at(-1) : undefined;
  const reference = construct && referenceTo(construct, ownNamespace);
  if (!reference) {
    return undefined;
  }
  const own = new Map<string, unknown>(Object.entries(construct));
  const written = Object.entries(value).filter(([name, each]) => !own.has(name) || own.get(name) !== each);
  return { ...reference, ...Object.fromEntries(written) };
}

function isResource(value: unknown): value is Resource {
  const { kind, name, metadata } = (value ?? {}) as Partial<Resource>;
  return typeof kind === 'string' && typeof name === 'string' && metadata !== undefined;
}

/** The first port of a Service of cdk8s-plus, which throws if it has none. */
function portOf(service: { readonly port?: number }): number | undefined {
  try {
    return service.port;
  } catch {
    return undefined;
  }
}
