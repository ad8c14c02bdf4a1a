import { collect } from '../route/lists';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import { members, type UsedStickiness } from './used-stickiness';
import type { Warning } from './warning';

type Doubt = Omit<Warning, 'property'>;

const FEW_VALUES = [':method', ':scheme'];
const SERVER_NAMED = 'mcp-session-id';

/** Keys that may not be what their author takes them for. */
export function keys(used: readonly UsedStickiness[]): Warning[] {
  return collect(members(used), ({ property, parts }) => doubts(parts).map((doubt) => ({ ...doubt, property })));
}

function doubts(parts: StickinessParts): Doubt[] {
  const { loadBalancer, sessionPersistence, sessionHeader } = parts;
  const hash = loadBalancer?.consistentHash;
  if (hash?.type === 'SourceIP') {
    return [SOURCE_IP];
  }
  const name =
    sessionHeader ?? hash?.header?.name ?? (sessionPersistence?.type === 'Header' && sessionPersistence.sessionName);
  const names = name ? [name] : (hash?.headers?.map((header) => header.name) ?? []);
  return collect(names, (each) => doubtsOfHeader(each, sessionHeader !== undefined));
}

const SOURCE_IP: Doubt = {
  id: 'source-ip',
  text: "behind a load balancer all clients have that one's address, unless a ClientTrafficPolicy sets clientIPDetection",
};

function doubtsOfHeader(name: string, isSession: boolean): Doubt[] {
  const folded = name.toLowerCase();
  const found: Doubt[] = [];
  if (folded === SERVER_NAMED && !isSession) {
    const text = `MCP servers name ${name} themselves, so that most sessions are lost; use Stickiness.mcp()`;
    found.push({ id: 'server-named-session', text });
  }
  if (FEW_VALUES.includes(folded)) {
    found.push({ id: 'few-values', text: `${name} has so few values that most pods get no request` });
  }
  if (name.includes('_')) {
    const text = `Envoy Gateway answers 400 to requests with ${name}, unless a ClientTrafficPolicy allows "_" in header names`;
    found.push({ id: 'underscore', text });
  }
  return found;
}
