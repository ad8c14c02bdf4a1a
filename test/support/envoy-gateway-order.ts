/** The parts of a request that matches read. */
export interface Request {
  readonly path: string;
  readonly method: string;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

interface Condition {
  readonly name: string;
  readonly type?: string;
  readonly value: string;
}

interface HttpMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly method?: string;
  readonly headers?: readonly Condition[];
  readonly queryParams?: readonly Condition[];
}

interface GrpcMatch {
  readonly method?: { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly Condition[];
}

export interface RuleOf<M> {
  readonly name?: string;
  readonly matches?: readonly M[];
}

/** A match as Envoy Gateway translates it for Envoy. */
interface EnvoyRoute {
  /** None if every path matches, as with a gRPC match without a service. */
  readonly path?: { readonly type: string; readonly value: string };
  readonly headers: readonly Condition[];
  readonly queryParams: readonly Condition[];
}

/** The match of an HTTPRoute, with the defaults of the CRD. */
export function ofHttp({ path, method, headers = [], queryParams = [] }: HttpMatch): EnvoyRoute {
  return {
    path: { type: path?.type ?? 'PathPrefix', value: path?.value ?? '/' },
    headers: [...headers, ...(method ? [{ name: ':method', type: 'Exact', value: method }] : [])],
    queryParams,
  };
}

/** The match of a GRPCRoute: `processGRPCRouteRule` in internal/gatewayapi/route.go. */
export function ofGrpc({ method, headers = [] }: GrpcMatch): EnvoyRoute {
  const { type = 'Exact', service, method: name } = method ?? {};
  const queryParams: Condition[] = [];
  if (service === undefined && name === undefined) {
    return { headers, queryParams };
  }
  if (type === 'RegularExpression') {
    const services = '(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*';
    const value = `/${service ?? services}/${name ?? '[A-Za-z_][A-Za-z_0-9]*'}`;
    return { path: { type, value }, headers, queryParams };
  }
  if (service === undefined) {
    return { headers: [...headers, { name: ':path', type: 'Suffix', value: `/${name}` }], queryParams };
  }
  return name === undefined
    ? { path: { type: 'PathPrefix', value: `/${service}` }, headers, queryParams }
    : { path: { type: 'Exact', value: `/${service}/${name}` }, headers, queryParams };
}

/**
 * The rule that each request reaches, for routes from the oldest to the youngest: an independent model of `sortXdsIRMap` in
 * internal/gatewayapi/sort.go.
 */
export function envoyOf<M, R extends RuleOf<M>>(
  routes: readonly (readonly R[])[],
  read: (match: M) => EnvoyRoute,
): (request: Request) => R | undefined {
  const all = routes
    .flat()
    .flatMap((rule) =>
      (rule.matches?.length ? rule.matches : [{} as M]).map((match) => ({ rule, route: read(match) })),
    );
  const ordered = all.sort((a, b) => precedence(a.route, b.route));
  return (request) => ordered.find(({ route }) => isMet(route, request))?.rule;
}

/** Below 0 if `a` comes first; at 0 the order stays. */
function precedence(a: EnvoyRoute, b: EnvoyRoute): number {
  const types = ['Exact', 'RegularExpression', 'PathPrefix'];
  const byType = a.path && b.path ? types.indexOf(a.path.type) - types.indexOf(b.path.type) : 0;
  const [ofA, ofB] = [counts(a), counts(b)];
  return byType || (ofA.map((count, i) => (ofB[i] as number) - count).find((each) => each !== 0) ?? 0);
}

function counts({ path, headers, queryParams }: EnvoyRoute): number[] {
  const length = path === undefined || (path.type === 'PathPrefix' && path.value === '/') ? 0 : path.value.length;
  const isExact = ({ type = 'Exact' }: Condition) => type === 'Exact';
  return [
    length,
    headers.length,
    headers.filter(isExact).length,
    queryParams.length,
    queryParams.filter(isExact).length,
  ];
}

function isMet({ path, headers, queryParams }: EnvoyRoute, request: Request): boolean {
  const pseudo: Readonly<Record<string, string>> = { ':method': request.method, ':path': request.path };
  return (
    isPathMet(path, request.path) &&
    headers.every((each) => isConditionMet(each, { ...request.headers, ...pseudo }[each.name.toLowerCase()])) &&
    queryParams.every((each) => isConditionMet(each, request.query[each.name]))
  );
}

function isPathMet(path: EnvoyRoute['path'], asked: string): boolean {
  if (path?.type === 'PathPrefix') {
    return path.value === '/' || asked === path.value || asked.startsWith(`${path.value}/`);
  }
  return path === undefined || isConditionMet({ name: 'path', ...path }, asked);
}

function isConditionMet({ type = 'Exact', value }: Condition, asked: string | undefined): boolean {
  switch (type) {
    case 'RegularExpression':
      return asked !== undefined && expression(value).test(asked);
    case 'Suffix':
      return asked?.endsWith(value) ?? false;
    default:
      return asked === value;
  }
}

const expressions = new Map<string, RegExp>();

/** An expression of RE2; its flag for any case is only in front of the names of services. */
function expression(text: string): RegExp {
  const known = expressions.get(text) ?? new RegExp(`^(?:${text.replace('(?i)', '')})$`);
  expressions.set(text, known);
  return known;
}
