import type { StickinessParts } from '../stickiness/stickiness-parts';
import type { UsedStickiness } from './used-stickiness';
import type { Warn } from './warning';

const FEW_VALUES = [':method', ':scheme'];
const SERVER_NAMED = 'mcp-session-id';

/** Keys that may not be what their author takes them for. */
export function warnOfKeys({ property, parts }: UsedStickiness, warn: Warn): void {
  const { members = [parts] } = parts;
  members.forEach((member) => {
    warnOfKey(property, member, warn);
  });
}

function warnOfKey(property: string, parts: StickinessParts, warn: Warn): void {
  const { loadBalancer, filters, pin } = parts;
  const hash = loadBalancer?.consistentHash;
  if (hash?.type === 'SourceIP') {
    warn({
      id: 'source-ip',
      property,
      text: "behind a load balancer all clients have that one's address, unless a ClientTrafficPolicy sets clientIPDetection",
    });
    return;
  }
  const name = pin ? pin.header : !filters && hash?.header?.name;
  if (name) {
    warnOfHeader(property, name, pin?.isOfServer === true, warn);
  } else {
    hash?.headers?.forEach((header) => {
      warnOfHeader(property, header.name, false, warn);
    });
  }
}

function warnOfHeader(property: string, name: string, isSession: boolean, warn: Warn): void {
  const folded = name.toLowerCase();
  if (folded === SERVER_NAMED && !isSession) {
    const text = `MCP servers name ${name} themselves, so that most sessions are lost; use Stickiness.mcp()`;
    warn({ id: 'server-named-session', property, text });
  }
  if (FEW_VALUES.includes(folded)) {
    warn({ id: 'few-values', property, text: `${name} has so few values that most pods get no request` });
  }
  if (name.includes('_')) {
    const text = `Envoy Gateway answers 400 to requests with ${name}, unless a ClientTrafficPolicy allows "_" in header names`;
    warn({ id: 'underscore', property, text });
  }
}
