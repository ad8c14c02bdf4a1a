import { refuse } from '../problem';
import { CHOICE_HEADER, captured, cel, celString } from './envoy-format';
import { checkOwnHeader, checkSessionName } from './names';
import { ADDRESS, pinLoadBalancer } from './pin';
import type { StickinessParts } from './stickiness-parts';

/** Where MCP servers name a session. */
export const MCP_SESSION_HEADER = 'Mcp-Session-Id';

/**
 * Lengths of the ids that most servers name: a UUID, and one without hyphens.
 *
 * Envoy cuts such an id off the front of what the client keeps. For any other id it needs a regular expression, which it
 * compiles at every request.
 */
const USUAL_LENGTHS = [36, 32];

/** Ends what the client keeps; the length of the id follows where it is a usual one. */
const TAG = ',pod';

/** Options for sessions that the server names. */
export interface ServerSessionOptions {
  /**
   * The header in which the server names the session and the client repeats it; with gRPC, a key of the metadata.
   *
   * @default Mcp-Session-Id
   */
  readonly header?: string;
}

/**
 * The client keeps `<session id>,<address of the pod>,pod`, with the length of the session id after it where that is a usual one.
 * The server sees the session id alone. The load balancer splits at the commas, and skips what is no pod of the service.
 */
export function serverSession(factory: string, options: ServerSessionOptions = {}): StickinessParts {
  const header = options.header ?? MCP_SESSION_HEADER;
  checkHeader(`${factory} header`, header);
  const key = celString(header.toLowerCase());
  return {
    loadBalancer: pinLoadBalancer(CHOICE_HEADER),
    filters: {
      request: {
        // What a client says in it has no say.
        remove: [CHOICE_HEADER],
        set: [
          // The word in front keeps an id that is a number from being one.
          { name: CHOICE_HEADER, value: `pod,%REQ(${header})%` },
          { name: header, value: idIn(`request.headers[${key}]`) },
        ],
      },
      response: { set: [{ name: header, value: `%RESP(${header})%${addressAfter(key)}` }] },
    },
    pin: { header, pattern: `.*,${ADDRESS}${TAG}(?:${USUAL_LENGTHS.join('|')})?`, isOfServer: true },
  };
}

/** What follows the id in an answer that names one; nothing in any other. */
function addressAfter(key: string): string {
  const ifNamed = (expression: string) => cel(`${key} in response.headers ? ${expression} : ''`);
  const tags = USUAL_LENGTHS.map((length) => `response.headers[${key}].size() == ${length} ? '${TAG}${length}' : `);
  return `${ifNamed("','")}${ifNamed('upstream.address')}${cel(`${tags.join('')}'${TAG}'`)}`;
}

/** The id that the server named; nothing for what no answer of this route was, which then stays as it is. */
function idIn(kept: string): string {
  const cut = USUAL_LENGTHS.map((length) => cel(`${kept}.endsWith('${TAG}${length}') ? ${kept} : ''`, length));
  return `${cut.join('')}${cel(`${kept}.endsWith('${TAG}') ? ${captured(kept, `([ -~]*),[ -~]*${TAG}`)} : ''`)}`;
}

function checkHeader(property: string, header: string): void {
  checkSessionName(property, header);
  checkOwnHeader(property, header, 'X-Session-Id');
  if (header.includes('%')) {
    refuse({
      property,
      value: header,
      allowed: 'a name without "%", which begins a command in the values of Envoy\'s headers',
      remedy: `write ${JSON.stringify(header.replaceAll('%', '-'))}`,
    });
  }
  if (header.toLowerCase().endsWith('-bin')) {
    refuse({
      property,
      value: header,
      allowed: 'a name without "-bin" at its end, whose values gRPC takes for base64',
      remedy: `write ${JSON.stringify(header.slice(0, -'-bin'.length))}`,
    });
  }
}
