import { refuse } from '../problem';
import { endpointOverride } from './endpoint-override';
import { envelope } from './envelope';
import { checkOwnHeader, checkToken } from './names';
import { checkSessionName } from './session-persistence';
import type { StickinessParts } from './stickiness-parts';

/** Where MCP servers name a session. */
export const MCP_SESSION_HEADER = 'Mcp-Session-Id';

const ENDPOINT_HEADER = 'X-Sticky-Gateway-Route-Endpoint';

/** How the pod's address comes into the session id that the client keeps. */
export enum SessionMechanism {
  /**
   * A Lua filter writes the address into the id, and the policy's `endpointOverride` reads it; for HTTP and gRPC.
   *
   * All objects are in the route's namespace. Envoy Gateway 1.9 needs `extensionApis.enableLua: true`; before it, Lua is on
   * unless it is switched off.
   */
  ENDPOINT_OVERRIDE = 'EndpointOverride',

  /**
   * Envoy's own envelope session state, by an EnvoyPatchPolicy in the Gateway's namespace; for HTTP.
   *
   * Costs less than Lua. Needs `extensionApis.enableEnvoyPatchPolicy: true`, the experimental channel of the Gateway API
   * CRDs, and a `sectionName` in each of the `parentRefs`.
   */
  ENVELOPE = 'Envelope',
}

/** How the sessions of MCP servers are kept. */
export interface McpOptions {
  /**
   * How the pod's address comes into the session id that the client keeps.
   *
   * @default SessionMechanism.ENDPOINT_OVERRIDE
   */
  readonly mechanism?: SessionMechanism;

  /**
   * The header in which the Lua filter learns the address of the pod, for `SessionMechanism.ENDPOINT_OVERRIDE`.
   *
   * It exists inside the gateway only: neither clients nor servers see it, and what they say in it is dropped.
   *
   * @default X-Sticky-Gateway-Route-Endpoint
   */
  readonly endpointHeader?: string;
}

/** How the sessions of servers are kept that name them in their answers. */
export interface ServerSessionOptions extends McpOptions {
  /**
   * The header in which the server names the session and the client repeats it; with gRPC, a key of the metadata.
   *
   * @default Mcp-Session-Id
   */
  readonly header?: string;
}

export function serverSession(factory: string, options: ServerSessionOptions = {}): StickinessParts {
  const header = options.header ?? MCP_SESSION_HEADER;
  const mechanism = options.mechanism ?? SessionMechanism.ENDPOINT_OVERRIDE;
  checkSessionName(`${factory} header`, header);
  checkOwnHeader(`${factory} header`, header, 'X-Session-Id');
  if (header.toLowerCase().endsWith('-bin')) {
    refuse({
      property: `${factory} header`,
      value: header,
      allowed: 'a name without "-bin" at its end, whose values gRPC takes for base64',
      remedy: `write ${JSON.stringify(header.slice(0, -'-bin'.length))}`,
    });
  }
  switch (mechanism) {
    case SessionMechanism.ENDPOINT_OVERRIDE:
      return endpointOverride(header, checkedEndpointHeader(`${factory} endpointHeader`, options, header));
    case SessionMechanism.ENVELOPE:
      checkNoEndpointHeader(`${factory} endpointHeader`, options);
      return envelope(header);
    default:
      return refuse({
        property: `${factory} mechanism`,
        value: mechanism,
        allowed: 'a member of SessionMechanism',
        remedy: 'write SessionMechanism.ENDPOINT_OVERRIDE',
      });
  }
}

function checkedEndpointHeader(property: string, { endpointHeader }: McpOptions, header: string): string {
  if (endpointHeader === undefined || endpointHeader === null) {
    return ENDPOINT_HEADER;
  }
  checkToken(property, endpointHeader);
  checkOwnHeader(property, endpointHeader, ENDPOINT_HEADER);
  if (endpointHeader.toLowerCase() === header.toLowerCase()) {
    refuse({
      property,
      value: endpointHeader,
      allowed: `another header than ${header}, which holds the session id`,
      remedy: 'remove it',
    });
  }
  return endpointHeader;
}

function checkNoEndpointHeader(property: string, { endpointHeader }: McpOptions): void {
  if (endpointHeader !== undefined && endpointHeader !== null) {
    refuse({
      property,
      value: endpointHeader,
      allowed: 'nothing with SessionMechanism.ENVELOPE, which needs no such header',
      remedy: 'remove it',
    });
  }
}
