import { refuse } from '../findings/refuse';
import { MCP_SESSION_HEADER } from '../mcp-session-header';
import { CHOICE_HEADER, captured, cel, celString } from './envoy-format';
import { checkOwnHeader } from './header-names';
import { checkSessionName } from './names';
import { optionsOf } from './options';
import { ADDRESS, pinPlan } from './pin-plan';
import type { StickinessPlan } from './plan';

/**
 * Lengths of the ids of most servers: a UUID, with and without hyphens.
 *
 * Envoy cuts such an id off the front of the header. Any other id takes a regular expression, which Envoy compiles at every
 * request: 0.80 against 0.70 of the requests of round robin on one core (npm run bench:gateway).
 */
const USUAL_LENGTHS = [36, 32];

/** Marks the end of the header that the client keeps; the length of the id follows if it is a usual one. */
const TAG = ',pod';

/** Options for sessions that the server names. */
export interface ServerSessionOptions {
  /**
   * The header in which the server names the session and the client repeats it, or with gRPC the key of the metadata.
   *
   * @default Mcp-Session-Id
   */
  readonly header?: string;
}

/**
 * The client keeps `<session id>,<address of the pod>,pod`, followed by the length of the id if that is a usual one; the server
 * sees its own id. The load balancer splits the header at commas and skips parts that are no pod of the service.
 */
export function serverSessionPlan(factory: string, options?: ServerSessionOptions): StickinessPlan {
  optionsOf(factory, options, { header: true });
  // A header that is there and not set is a slip, such as an environment variable without a value.
  const header = options && 'header' in options ? (options.header as string) : MCP_SESSION_HEADER;
  checkHeader(`${factory} header`, header);
  const key = celString(header.toLowerCase());
  const headerChanges = {
    request: {
      // A client must not choose the pod by this header.
      remove: [CHOICE_HEADER],
      set: [
        // The word in front keeps a numeric id from being read as a number of retries.
        { name: CHOICE_HEADER, value: `pod,%REQ(${header})%` },
        { name: header, value: idIn(`request.headers[${key}]`) },
      ],
    },
    response: { set: [{ name: header, value: `%RESP(${header})%${addressAfter(key)}` }] },
  };
  const pattern = `.*,${ADDRESS}${TAG}(?:${USUAL_LENGTHS.join('|')})?`;
  return pinPlan({ factory, headerChanges, streams: true }, { header, pattern, isNamedByServer: true }, CHOICE_HEADER);
}

/** Follows the id in a response that names one; empty in any other response. */
function addressAfter(key: string): string {
  const ifNamed = (expression: string) => cel(`${key} in response.headers ? ${expression} : ''`);
  const tags = USUAL_LENGTHS.map((length) => `response.headers[${key}].size() == ${length} ? '${TAG}${length}' : `);
  return `${ifNamed("','")}${ifNamed('upstream.address')}${cel(`${tags.join('')}'${TAG}'`)}`;
}

/** The id of the server; empty for a header that no response of this route set, which then stays as it is. */
function idIn(kept: string): string {
  const cut = USUAL_LENGTHS.map((length) => cel(`${kept}.endsWith('${TAG}${length}') ? ${kept} : ''`, length));
  return `${cut.join('')}${cel(`${kept}.endsWith('${TAG}') ? ${captured(kept, `([ -~]*),[ -~]*${TAG}`)} : ''`)}`;
}

function checkHeader(property: string, header: string): void {
  checkSessionName(property, header);
  checkOwnHeader(property, header, 'X-Session-Id');
  if (header.includes('%')) {
    refuse({
      id: 'session-header',
      property,
      value: header,
      expected: 'a name without "%"',
      reason: 'a "%" begins a command in the header values of Envoy',
      remedy: `write ${JSON.stringify(header.replaceAll('%', '-'))}`,
    });
  }
  if (header.toLowerCase().endsWith('-bin')) {
    refuse({
      id: 'session-header',
      property,
      value: header,
      expected: 'a name that does not end in "-bin"',
      reason: 'gRPC encodes the values of such headers in base64',
      remedy: `write ${JSON.stringify(header.slice(0, -'-bin'.length))}`,
    });
  }
}
