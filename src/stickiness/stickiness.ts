import { type StickySessionSettings, StickySessionType } from '../advanced-settings/sticky-session-settings';
import type { ConsistentHashOptions } from './consistent-hash';
import { type CookieOptions, cookieHash } from './cookie';
import { firstOf } from './first-of';
import { headerHash, headersHash } from './header';
import { queryParamsHash } from './query-params';
import { MCP_SESSION_HEADER, type McpOptions, type ServerSessionOptions, serverSession } from './server-session';
import { cookiePersistence, headerPersistence, type SessionCookieOptions } from './session-persistence';
import { sourceIpHash } from './source-ip';
import type { StickinessParts } from './stickiness-parts';

/**
 * What ties a client to its pod.
 *
 * *Affinity* (`cookie`, `header`, `headers`, `queryParams`, `sourceIp`) hashes what the client sends over the pods that
 * are there: when pods come or go, about one key in n moves. *Persistence* (`sessionCookie`, `sessionHeader`,
 * `serverSession`, `mcp`) writes the pod's address into what the client sends back: a client moves only when its pod is
 * gone.
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
    return new Stickiness({ loadBalancer: cookieHash(options) });
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
    return new Stickiness({ loadBalancer: headerHash(name, options) });
  }

  /**
   * Hashes several request headers together: a client stays while *all* of them stay the same.
   *
   * This is no chain of fallbacks. Needs Envoy Gateway 1.6. Throws for an empty list, for a name that is there twice, and
   * for one that no header can have.
   */
  public static headers(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness({ loadBalancer: headersHash(names, options) });
  }

  /**
   * Hashes parameters of the query string together, each named as it stands in the URL.
   *
   * Needs Envoy Gateway 1.7. Throws for an empty list, for a name that is there twice, and for one with blanks, control
   * characters or one of `& = #`.
   */
  public static queryParams(names: string[], options?: ConsistentHashOptions): Stickiness {
    return new Stickiness({ loadBalancer: queryParamsHash(names, options) });
  }

  /**
   * Hashes the client's address.
   *
   * Behind a load balancer that is the load balancer's own, unless a ClientTrafficPolicy of the Gateway sets
   * `clientIPDetection`.
   */
  public static sourceIp(options?: ConsistentHashOptions): Stickiness {
    return new Stickiness({ loadBalancer: sourceIpHash(options) });
  }

  /**
   * Hashes the first of several things that a request has, such as a header, else a cookie, else the address.
   *
   * The members are 2 to 16 hashes. Only a *passive* `cookie()` can be missing from a request: any other is set by Envoy
   * there and then, so it belongs at the end of the list. The policy says the first member, and an EnvoyPatchPolicy in the
   * Gateway's namespace the rest: it needs `extensionApis.enableEnvoyPatchPolicy: true` and a `sectionName` in each of the
   * `parentRefs`. Throws for another number of members, for a member that is no hash or itself a list, and for a
   * `tableSize` other than that of the first.
   *
   * @see https://gateway.envoyproxy.io/docs/tasks/extensibility/envoy-patch-policy/
   */
  public static firstOf(members: Stickiness[]): Stickiness {
    const list = Array.isArray(members) ? members : [];
    return new Stickiness(firstOf(list.map((member) => (member instanceof Stickiness ? member._parts : {}))));
  }

  /**
   * Gateway API session persistence with a cookie that holds the pod's address; for HTTP rules.
   *
   * Needs the experimental channel of the Gateway API CRDs. Throws for a name that no cookie can have, and for a `ttl`
   * with a fraction of a second.
   *
   * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
   */
  public static sessionCookie(options: SessionCookieOptions): Stickiness {
    return new Stickiness({ sessionPersistence: cookiePersistence(options) });
  }

  /**
   * Gateway API session persistence with a header that holds the pod's address; for HTTP rules.
   *
   * Envoy sets the header on responses, and a client has to send it back. It overwrites what the server says in that
   * header, so the name must be one of its own. Needs the experimental channel of the Gateway API CRDs. Throws for a
   * name that no header can have.
   *
   * @see https://gateway-api.sigs.k8s.io/geps/gep-1619/
   */
  public static sessionHeader(name: string): Stickiness {
    return new Stickiness({ sessionPersistence: headerPersistence(name) });
  }

  /**
   * Keeps sessions that the *server* names in a header of its answer, and the client repeats from then on.
   *
   * What the client gets is the id with the pod's address in it; the server sees its own id. An id of a pod that is gone
   * reaches another one, which does not know the session. Unless `trafficPolicy` says otherwise, connections that fail
   * are retried; unless `streaming` is false, there is no request timeout. Throws for a header that cannot have a session
   * id.
   *
   * @see https://gateway.envoyproxy.io/docs/api/extension_types/#endpointoverride
   */
  public static serverSession(options?: ServerSessionOptions): Stickiness {
    return new Stickiness(serverSession('Stickiness.serverSession()', options));
  }

  /**
   * Keeps the sessions of MCP servers, which these name in `Mcp-Session-Id`: `serverSession()` for that header.
   *
   * Clients of revision 2026-07-28, which have no sessions, work beside older ones.
   *
   * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#session-management
   */
  public static mcp(options?: McpOptions): Stickiness {
    return new Stickiness(serverSession('Stickiness.mcp()', { ...options, header: MCP_SESSION_HEADER }));
  }

  /** No stickiness: every request may reach another pod. */
  public static none(): Stickiness {
    return new Stickiness({});
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
  public readonly _parts: StickinessParts;

  private constructor(parts: StickinessParts) {
    this._parts = parts;
    Object.freeze(this);
  }
}
