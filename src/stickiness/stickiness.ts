import { type StickySessionSettings, StickySessionType } from '../advanced-settings/sticky-session-settings';
import { refuse } from '../findings/refuse';
import { MCP_SESSION_HEADER } from '../mcp-session-header';
import { allOfPlan } from './all-of';
import { type CookieOptions, cookiePlan } from './cookie';
import { firstOfPlan } from './first-of';
import type { ConsistentHashOptions } from './hash-plan';
import { headerPlan, headersPlan } from './header';
import { checkMemberList, type ListFactory, refuseMember } from './members';
import { nginxPlan } from './nginx-annotations';
import { nonePlan } from './none';
import { pathPlan } from './path';
import type { StickinessPlan } from './plan';
import { queryParamsPlan } from './query-params';
import { type ServerSessionOptions, serverSessionPlan } from './server-session';
import { type SessionCookieOptions, sessionCookiePlan } from './session-cookie';
import { sessionHeaderPlan } from './session-header';
import { sourceIpPlan } from './source-ip';

/** Marks stickinesses of every installed copy of the package. */
const STICKINESS = Symbol.for('cdk8s-sticky-gateway-route.Stickiness');

/**
 * How clients stay on their pod.
 *
 * *Affinity* (`cookie`, `header`, `headers`, `queryParams`, `path`, `sourceIp`, `firstOf`) hashes a key that the client sends:
 * whenever pods come or go, about one key in n moves. *Sessions* (`sessionCookie`, `sessionHeader`, `serverSession`, `mcp`) write
 * the pod's address into a value that the client sends back: a client moves only when its pod is gone, and stays while the pod
 * terminates. All of them need only the standard channel of the Gateway API.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/load-balancing/
 */
export class Stickiness {
  /**
   * Hashes a cookie, which Envoy sets on the first response.
   *
   * All first requests on one connection get the same cookie, so behind a proxy that shares connections new clients reach one
   * pod. Among weighted backends the first request of a new client is not hashed yet: with a canary of 10 %, 18 % of new clients
   * change backends once, with their second request.
   *
   * @param options name, lifetime and attributes of the cookie
   * @returns the stickiness, for HTTP rules
   *
   * @throws for a name, path or attribute that browsers or Envoy refuse, for `SameSite=None` without `Secure`, and for a `ttl`
   * with a fraction of a second
   *
   * @example Stickiness.cookie({ name: 'basket', ttl: Duration.hours(8), path: '/' })
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#cookie
   */
  public static cookie(options?: CookieOptions): Stickiness {
    return new Stickiness(cookiePlan(options));
  }

  /**
   * Hashes a request header whose value the *client* chooses, such as the id of a user or tenant.
   *
   * It is wrong for an id that the server names, such as `Mcp-Session-Id`: the first request has no id and reaches any pod, and
   * the hash of the id points to another pod (n-1)/n of the time. Envoy Gateway responds with 400 to header names with `_`,
   * unless a ClientTrafficPolicy allows them.
   *
   * @param name name of the header, or `:authority`, `:method`, `:path` or `:scheme`
   * @param options size of the hash table
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @throws for a name that no header can have, and for `X-Request-Id`, which is new in every request
   *
   * @example Stickiness.header('X-User-Id')
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static header(name: string, options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(headerPlan(name, options));
  }

  /**
   * Hashes several request headers together: a client stays while *all* of them stay the same.
   *
   * For a fallback from one header to another use `firstOf()`. Needs Envoy Gateway 1.6.
   *
   * @param names names of the headers, at least one
   * @param options size of the hash table
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @throws for an empty list, for a duplicate name, and for a name that no header can have
   *
   * @example Stickiness.headers(['X-Tenant-Id', 'X-User-Id'])
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static headers(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(headersPlan(names, options));
  }

  /**
   * Hashes parameters of the query string together.
   *
   * Needs Envoy Gateway 1.7.
   *
   * @param names names of the parameters as they stand in the URL, at least one
   * @param options size of the hash table
   * @returns the stickiness, for HTTP rules
   *
   * @throws for an empty list, for a duplicate name, and for a name with blanks, control characters or one of `& = #`
   *
   * @example Stickiness.queryParams(['document'])
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static queryParams(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(queryParamsPlan(names, options));
  }

  /**
   * Hashes the address of the client.
   *
   * Behind a load balancer this is the address of the load balancer, unless a ClientTrafficPolicy of the Gateway sets
   * `clientIPDetection` or `proxyProtocol`.
   *
   * @param options size of the hash table
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @example Stickiness.sourceIp()
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#clientipdetectionsettings
   */
  public static sourceIp(options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(sourceIpPlan(options));
  }

  /**
   * Hashes one variable of the path, such as a room, a document or a tenant.
   *
   * `/rooms/{room}` is one segment, whatever follows it. A request for another path has no key and may reach any pod. The path is
   * that of the request, before any rewrite.
   *
   * @param template an absolute path with exactly one variable
   * @param options size of the hash table
   * @returns the stickiness, for HTTP rules with one backend, as Envoy chooses between several before it computes the key
   *
   * @throws for a template without exactly one variable, and for a path that is not absolute
   *
   * @example Stickiness.path('/rooms/{room}')
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static path(template: string, options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(pathPlan(template, options));
  }

  /**
   * Hashes the first of several keys that a request has, such as a header, else a cookie, else the address.
   *
   * One that every request has, such as the address, belongs at the end.
   *
   * @param members 2 to 16 of `header`, `headers`, passive `cookie`, `queryParams`, `path` and `sourceIp`
   * @returns the stickiness, for rules with one backend, as Envoy chooses between several before it computes the key
   *
   * @throws for another number of members, for any other member, and for a `tableSize` that is not on the first member
   *
   * @example Stickiness.firstOf([Stickiness.header('X-User-Id'), Stickiness.sourceIp()])
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static firstOf(members: Stickiness[]): Stickiness {
    return new Stickiness(firstOfPlan(plansOf('Stickiness.firstOf()', members)));
  }

  /**
   * Hashes several keys of different kinds together, such as a cookie and a query parameter: a client stays while *all* of them
   * stay the same.
   *
   * `headers()` and `queryParams()` do so for keys of one kind, without a filter that computes the key.
   *
   * @param members 2 to 16 of `header`, `headers`, passive `cookie`, `queryParams`, `path` and `sourceIp`
   * @returns the stickiness, for rules with one backend, as Envoy chooses between several before it computes the key
   *
   * @throws for another number of members, for any other member, and for a `tableSize` that is not on the first member
   *
   * @example Stickiness.allOf([Stickiness.header('X-Tenant-Id'), Stickiness.queryParams(['room'])])
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#consistenthash
   */
  public static allOf(members: Stickiness[]): Stickiness {
    return new Stickiness(allOfPlan(plansOf('Stickiness.allOf()', members)));
  }

  /**
   * Keeps browsers on their pod by a cookie that holds its address.
   *
   * Envoy sets the cookie on the first response, and again only when another pod responds.
   *
   * @param options name, lifetime and attributes of the cookie
   * @returns the stickiness, for HTTP rules
   *
   * @throws for a name that no cookie can have, for attributes that browsers refuse, and for a `ttl` with a fraction of a second
   *
   * @example Stickiness.sessionCookie({ name: 'pod' })
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static sessionCookie(options: SessionCookieOptions): Stickiness {
    return new Stickiness(sessionCookiePlan(options));
  }

  /**
   * Keeps clients on their pod by a header that holds its address.
   *
   * Envoy sets the header on every response, and the client has to send it back. Envoy overwrites what the server writes into the
   * header, so it must not be one of the application.
   *
   * @param name name of the header, or with gRPC a key of the metadata
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @throws for a name that no header can have, and for a header with a meaning in HTTP or Envoy
   *
   * @example Stickiness.sessionHeader('X-Session-Pod')
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static sessionHeader(name: string): Stickiness {
    return new Stickiness(sessionHeaderPlan(name));
  }

  /**
   * Keeps sessions that the *server* names in a header of its response, and the client repeats from then on.
   *
   * The client receives the id followed by the address of the pod; the server sees its own id. If the pod is gone, the request
   * reaches another pod, which does not know the session. Unless `streaming` is false, there is no request timeout.
   *
   * @param options the header that names the session
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @throws for a header that cannot hold a session id
   *
   * @example Stickiness.serverSession({ header: 'X-Session-Id' })
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static serverSession(options?: ServerSessionOptions): Stickiness {
    return new Stickiness(serverSessionPlan('Stickiness.serverSession()', options));
  }

  /**
   * Keeps the sessions of MCP servers, which name them in `Mcp-Session-Id`: `serverSession()` for that header.
   *
   * Clients of revision 2026-07-28, which have no sessions, work beside older ones.
   *
   * @returns the stickiness, for HTTP rules
   *
   * @example Stickiness.mcp()
   *
   * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#session-management
   */
  public static mcp(): Stickiness {
    return new Stickiness(serverSessionPlan('Stickiness.mcp()', { header: MCP_SESSION_HEADER }));
  }

  /**
   * No stickiness: each request may reach another pod.
   *
   * @returns the stickiness, for HTTP and gRPC rules
   *
   * @example Stickiness.none()
   */
  public static none(): Stickiness {
    return new Stickiness(nonePlan());
  }

  /**
   * The stickiness that the settings of an application, container or Helm chart ask for.
   *
   * If it is disabled, `none()`; with a header, `header()`; with the type `SourceIP`, `sourceIp()`; else exactly `cookie()`.
   *
   * @param settings the settings about sticky sessions
   * @returns the stickiness
   *
   * @throws for settings that no `fromJson()` has read, and for a header that `header()` refuses
   *
   * @example Stickiness.fromAdvancedSettings(ApplicationAdvancedSettings.fromJson(json))
   */
  public static fromAdvancedSettings(settings: StickySessionSettings): Stickiness {
    if (typeof settings?.networkGatewayApiEnableStickySession !== 'boolean') {
      refuse({
        id: 'settings-value',
        property: 'Stickiness.fromAdvancedSettings() settings',
        value: settings,
        expected: 'advanced settings of an application, container or Helm chart',
        remedy: 'write ApplicationAdvancedSettings.fromJson(…)',
      });
    }
    if (!settings.networkGatewayApiEnableStickySession) {
      return Stickiness.none();
    }
    if (settings.networkGatewayApiStickySessionType === StickySessionType.SOURCE_IP) {
      return Stickiness.sourceIp();
    }
    const header = settings.networkGatewayApiStickySessionHeader;
    return header === undefined ? Stickiness.cookie() : Stickiness.header(header);
  }

  /**
   * The stickiness that annotations of ingress-nginx ask for: `affinity`, else `upstream-hash-by`, else `none()`.
   *
   * Balanced is `cookie()`, persistent `sessionCookie()`, and a hash of `$http_mcp_session_id` is `mcp()`. The cookie has the path
   * `/` unless `session-cookie-path` is set, and is Secure only with `session-cookie-secure: "true"`, as the annotations do not
   * tell whether the host has TLS. All other annotations are ignored: the command `sticky-gateway migrate` reads whole Ingresses.
   *
   * @param annotations annotations of an Ingress
   * @returns the stickiness
   *
   * @throws for a value that ingress-nginx refuses, or that has no equal
   *
   * @example Stickiness.fromNginxAnnotations({ 'nginx.ingress.kubernetes.io/affinity': 'cookie' })
   *
   * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#session-affinity
   */
  public static fromNginxAnnotations(annotations: { [name: string]: string }): Stickiness {
    return new Stickiness(nginxPlan(annotations));
  }

  /**
   * Whether a value is a stickiness, of this or of another installed copy of the package.
   *
   * @internal
   */
  public static _isStickiness(value: unknown): value is Stickiness {
    return typeof value === 'object' && value !== null && STICKINESS in value;
  }

  /** The factory that made it, such as `Stickiness.cookie()`. */
  public readonly factory: string;

  /** @internal */
  public readonly _plan: StickinessPlan;

  private constructor(plan: StickinessPlan) {
    this.factory = plan.factory;
    this._plan = plan;
    Object.defineProperty(this, STICKINESS, { value: true });
  }
}

/** The plans of members; refuses what is no list, and members that are no stickiness. */
function plansOf(factory: ListFactory, members: readonly Stickiness[]): StickinessPlan[] {
  checkMemberList(factory, members);
  return Array.from(members, (member, i) =>
    Stickiness._isStickiness(member) ? member._plan : refuseMember(factory, i, member),
  );
}
