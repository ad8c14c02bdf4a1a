/** Every warning with what it is about; the ids are contract, and documented in docs/warnings.md. */
export const WARNINGS = {
  'circuit-breaker': 'Limits that streams use up',
  'envoy-patch-policy': 'What the cluster needs for EnvoyPatchPolicy',
  'experimental-channel': 'What the cluster needs for session persistence',
  'few-values': 'A hash of something that has few values',
  'health-check': 'Health checks that take clients from their pod',
  lua: 'What the cluster needs for Lua',
  retry: 'Retries that take requests from their pod',
  'server-named-session': 'A key that the server names',
  'source-ip': 'Addresses that are not those of clients',
  'unreachable-member': 'Members of a list that are never asked',
  underscore: 'Header names that Envoy Gateway refuses',
  'weight-zero': 'Backends whose clients are moved',
  'weighted-cookie': 'New clients that change between weighted backends',
} as const;

export type WarningId = keyof typeof WARNINGS;

/** What an author should know before a construct does what it says. */
export interface Warning {
  readonly id: WarningId;
  /** Where it stands, as the author wrote it. */
  readonly property: string;
  readonly text: string;
}

/** The one form of every warning of this package. */
export function describeWarning({ id, property, text }: Warning): string {
  return `${property}: ${text}; acknowledge: ["${id}"] silences this`;
}
