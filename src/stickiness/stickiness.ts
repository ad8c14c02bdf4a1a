import { type StickySessionSettings, StickySessionType } from '../advanced-settings/sticky-session-settings';
import { itemsOf } from '../collections';
import { type CookieOptions, cookiePlan } from './cookie';
import { firstOfPlan } from './first-of';
import type { ConsistentHashOptions } from './hash-plan';
import { headerPlan, headersPlan } from './header';
import { nonePlan } from './none';
import { pathPlan } from './path';
import type { StickinessPlan } from './plan';
import { queryParamsPlan } from './query-params';
import { MCP_SESSION_HEADER, type ServerSessionOptions, serverSessionPlan } from './server-session';
import { type SessionCookieOptions, sessionCookiePlan } from './session-cookie';
import { sessionHeaderPlan } from './session-header';
import { sourceIpPlan } from './source-ip';

/**
 * What ties a client to its pod.
 *
 * *Affinity* (`cookie`, `header`, `headers`, `queryParams`, `path`, `sourceIp`, `firstOf`) hashes what the client sends
 * over the pods that are there: when pods come or go, about one key in n moves. *Persistence* (`sessionCookie`,
 * `sessionHeader`, `serverSession`, `mcp`) writes the pod's address into what the client sends back: a client moves only
 * when its pod is gone, and stays while the pod terminates. Neither needs anything of the cluster but the standard channel
 * of the Gateway API.
 *
 * Every factory throws for a malformed argument, where it is written.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/load-balancing/
 */
export class Stickiness {
  /**
   * Hashes a cookie, which Envoy sets on the first response.
   *
   * All first requests on one connection get the same cookie, so behind a proxy that shares connections new clients come
   * to one pod. Among weighted backends the first request of a new client is not hashed yet: 18 % of them change once
   * from or to a canary of 10 %, with their second request.
   *
   * Throws for a name, path or attribute that a browser or Envoy does not take, for `SameSite=None` without `Secure`, and
   * for a `ttl` with a fraction of a second.
   */
  public static cookie(options?: CookieOptions): Stickiness {
    return new Stickiness(cookiePlan(options));
  }

  /**
   * Hashes a request header whose value the *client* chooses, such as a user or tenant id.
   *
   * Wrong for an id that the server names in its answer, such as `Mcp-Session-Id`: the request without it lands on any
   * pod, and the hash of the id that this pod names points to another one (n-1)/n of the time. `:authority`, `:method`,
   * `:path` and `:scheme` can be hashed, too. Envoy Gateway answers 400 to names with `_`, unless a ClientTrafficPolicy
   * allows them. Throws for a name that no header can have, and for `X-Request-Id`, which is new in every request.
   */
  public static header(name: string, options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(headerPlan(name, options));
  }

  /**
   * Hashes several request headers together: a client stays while *all* of them stay the same.
   *
   * There is no fallback: for that use `firstOf()`. Needs Envoy Gateway 1.6. Throws for an empty list, for a duplicate name, and
   * for one that no header can have.
   */
  public static headers(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(headersPlan(names, options));
  }

  /**
   * Hashes parameters of the query string together, each named as it stands in the URL.
   *
   * Needs Envoy Gateway 1.7. Throws for an empty list, for a duplicate name, and for one with blanks, control
   * characters or one of `& = #`.
   */
  public static queryParams(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(queryParamsPlan(names, options));
  }

  /**
   * Hashes the client's address.
   *
   * Behind a load balancer this is the load balancer's address, unless a ClientTrafficPolicy of the Gateway sets
   * `clientIPDetection`.
   */
  public static sourceIp(options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(sourceIpPlan(options));
  }

  /**
   * Hashes one variable of the path, such as a room, a document or a tenant.
   *
   * `/rooms/{room}` takes one segment, whatever follows it; a request for another path has no key and may reach any pod. The
   * path is that of the request, before any rewrite. For HTTP rules with one backend: Envoy chooses between several before
   * the key exists. Throws for a template without exactly one variable, and for one that is no absolute path.
   *
   * @example Stickiness.path('/rooms/{room}')
   */
  public static path(template: string, options?: ConsistentHashOptions): Stickiness {
    return new Stickiness(pathPlan(template, options));
  }

  /**
   * Hashes the first of several things that a request has, such as a header, else a cookie, else the address.
   *
   * The members are 2 to 16 of `header`, `headers`, passive `cookie`, `queryParams`, `path` and `sourceIp`; the last belongs at
   * the end, as every request has an address. For rules with one backend: Envoy chooses between several before the key exists.
   * Throws for another number of members, for another member, and for a `tableSize` other than that of the first.
   *
   * @example Stickiness.firstOf([Stickiness.header('X-User-Id'), Stickiness.sourceIp()])
   */
  public static firstOf(members: Stickiness[]): Stickiness {
    return new Stickiness(
      firstOfPlan(itemsOf(members).map((member) => (member instanceof Stickiness ? member._plan : undefined))),
    );
  }

  /**
   * Keeps browsers on their pod by a cookie that holds its address; for HTTP rules.
   *
   * Envoy sets the cookie on the first response, and again only when another pod answers. Throws for a name that no cookie can
   * have, for attributes that browsers do not take, and for a `ttl` with a fraction of a second.
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static sessionCookie(options: SessionCookieOptions): Stickiness {
    return new Stickiness(sessionCookiePlan(options));
  }

  /**
   * Keeps clients on their pod by a header that holds its address.
   *
   * Envoy sets the header on every response, and a client has to send it back. It overwrites what the server says in that
   * header, so the name must be one of its own. Throws for a name that no header can have.
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static sessionHeader(name: string): Stickiness {
    return new Stickiness(sessionHeaderPlan(name));
  }

  /**
   * Keeps sessions that the *server* names in a header of its answer, and the client repeats from then on.
   *
   * What the client gets is the id followed by the pod's address; the server sees its own id. If its pod is gone, the
   * request reaches another pod, which does not know the session. Unless `streaming` is false, there is no request timeout. Throws
   * for a header that cannot have a session id.
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static serverSession(options?: ServerSessionOptions): Stickiness {
    return new Stickiness(serverSessionPlan('Stickiness.serverSession()', options));
  }

  /**
   * Keeps the sessions of MCP servers, which these name in `Mcp-Session-Id`: `serverSession()` for that header.
   *
   * Clients of revision 2026-07-28, which have no sessions, work beside older ones.
   *
   * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#session-management
   */
  public static mcp(): Stickiness {
    return new Stickiness(serverSessionPlan('Stickiness.mcp()', { header: MCP_SESSION_HEADER }));
  }

  /** No stickiness: every request may reach another pod. */
  public static none(): Stickiness {
    return new Stickiness(nonePlan());
  }

  /**
   * The stickiness that the settings of an application, container or Helm chart ask for.
   *
   * Disabled is `none()`. Enabled is `header()` where a header is named, `sourceIp()` where the type says so, and else
   * exactly `cookie()`.
   */
  public static fromAdvancedSettings(settings: StickySessionSettings): Stickiness {
    if (!settings.networkGatewayApiEnableStickySession) {
      return Stickiness.none();
    }
    if (settings.networkGatewayApiStickySessionType === StickySessionType.SOURCE_IP) {
      return Stickiness.sourceIp();
    }
    const header = settings.networkGatewayApiStickySessionHeader;
    return header === undefined ? Stickiness.cookie() : Stickiness.header(header);
  }

  /** @internal */
  public readonly _plan: StickinessPlan;

  private constructor(plan: StickinessPlan) {
    this._plan = plan;
  }
}
