import type { CheckedProps } from '../checks/checked-props';
import type { StickinessParts } from '../stickiness/stickiness-parts';
import { usedHashes } from './used-stickiness';
import type { Warning } from './warning';

const FEW_VALUES = [':method', ':scheme'];
const SERVER_NAMED = 'mcp-session-id';

/** Keys that may not be what their author takes them for. */
export function keys(props: CheckedProps): Warning[] {
  return usedHashes(props).flatMap(({ property, parts }) =>
    [...ofHeaders(parts), ...ofSourceIp(parts)].map((warning) => ({ ...warning, property })),
  );
}

function ofHeaders(parts: StickinessParts): Omit<Warning, 'property'>[] {
  const { consistentHash } = parts.loadBalancer ?? {};
  const hashed = [consistentHash?.header, ...(consistentHash?.headers ?? [])].flatMap((header) => header?.name ?? []);
  const kept = [
    parts.sessionHeader ?? (parts.sessionPersistence?.type === 'Header' && parts.sessionPersistence.sessionName),
  ];
  const names = [...hashed, ...kept].filter((name): name is string => Boolean(name));
  return names.flatMap((name): Omit<Warning, 'property'>[] => {
    const folded = name.toLowerCase();
    return [
      ...(folded === SERVER_NAMED && !parts.sessionHeader
        ? [
            {
              id: 'server-named-session' as const,
              text: `MCP servers name ${name} themselves, so that most sessions are lost; use Stickiness.mcp()`,
            },
          ]
        : []),
      ...(FEW_VALUES.includes(folded)
        ? [{ id: 'few-values' as const, text: `${name} has so few values that most pods get no request` }]
        : []),
      ...(name.includes('_')
        ? [
            {
              id: 'underscore' as const,
              text: `Envoy Gateway answers 400 to requests with ${name}, unless a ClientTrafficPolicy allows "_" in header names`,
            },
          ]
        : []),
    ];
  });
}

function ofSourceIp({ loadBalancer }: StickinessParts): Omit<Warning, 'property'>[] {
  return loadBalancer?.consistentHash?.type === 'SourceIP'
    ? [
        {
          id: 'source-ip',
          text: "behind a load balancer all clients have that one's address, unless a ClientTrafficPolicy sets clientIPDetection",
        },
      ]
    : [];
}
