import type { Stickiness } from 'cdk8s-sticky-gateway-route';
import type { Backend } from '../../cluster/backends/backend';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import type { Cluster } from '../../cluster/gateway/cluster';
import { stickyRoute } from '../../cluster/gateway/synthesize';
import type { Assignment, Outcome } from './mcp/contract.cjs';
import { nodeBackend, runNode } from './node-program';

export interface McpServer {
  readonly name: string;
  readonly backend: Backend;
  readonly tools: string[];
  /** The tool for a client that has a session for each call. */
  readonly tool: string;
  /** What 20 calls bring beside their answers. */
  readonly notifications: number;
  /** The pod whose memory all answers of a session show; none when they differ. */
  podOf(answers: string[]): string | undefined;
}

/** Answers `<pod> <calls of this session>`, and says the same on the session's GET stream. */
export const counter: McpServer = {
  name: 'counter',
  backend: nodeBackend('servers/stateful.ts'),
  tools: ['count'],
  tool: 'count',
  notifications: 20,
  podOf(answers) {
    const pod = answers[0]?.split(' ')[0];
    return answers.every((answer, call) => answer === `${pod} ${call + 1}`) ? pod : undefined;
  },
};

/** Switches something on and off for a session, naming its id, and tells its pod's environment. */
export const everything: McpServer = {
  name: 'everything',
  backend: nodeBackend('node_modules/@modelcontextprotocol/server-everything/dist/index.js', ['streamableHttp'], true),
  tools: ['toggle-simulated-logging', 'get-env'],
  tool: 'get-env',
  notifications: 5,
  podOf(answers) {
    const environments = answers.filter((answer) => answer.startsWith('{'));
    const pods = new Set(environments.map((environment) => JSON.parse(environment).POD));
    const switched = answers.filter((answer) => !answer.startsWith('{'));
    const id = switched[0]?.match(/for session (\S+)/)?.[1];
    const inTurn = switched.every(
      (answer, turn) => answer.startsWith(turn % 2 ? 'Stopped' : 'Started') && answer.includes(`for session ${id}`),
    );
    return pods.size === 1 && inTurn ? [...pods][0] : undefined;
  },
};

export interface McpClient {
  readonly name: string;
  readonly script: string;
  readonly sessions: number;
  readonly calls: number;
  readonly sessionPerCall?: boolean;
}

export const sdk: McpClient = { name: '@modelcontextprotocol/sdk', script: 'sdk', sessions: 100, calls: 20 };

export const clients: McpClient[] = [
  sdk,
  { name: '@openai/agents', script: 'openai-agents', sessions: 100, calls: 20 },
  { name: '@google/adk', script: 'adk', sessions: 100, calls: 20, sessionPerCall: true },
  { name: '@modelcontextprotocol/inspector', script: 'inspector', sessions: 20, calls: 1, sessionPerCall: true },
];

/** Node ends a connection that was idle for 5 s, at times just when Envoy sends a request on it. */
const timeout = { http: { connectionIdleTimeout: '4s' } };

/** A route of all that comes to one listener, as clients of an address and a port need no names. */
export function mcpRoute(cluster: Cluster, listener: string, service: string, stickiness: Stickiness): Manifest[] {
  return stickyRoute(cluster, listener, {
    parentRefs: [{ ...cluster.parentRef, sectionName: listener }],
    hostnames: undefined,
    trafficPolicy: { timeout },
    http: [{ backendRefs: [{ name: service, port: 80 }] }],
    stickiness,
  });
}

/** What became of the sessions of a client, each with a pod when that kept it to its end. */
export async function runSessions(client: McpClient, server: McpServer, url: string) {
  const { script, sessions, calls, sessionPerCall } = client;
  const { notifications } = server;
  const tools = sessionPerCall ? [server.tool] : server.tools;
  const assignment: Assignment = { url, sessions, calls, tools, notifications };
  const outcomes = await runNode<Outcome[]>(`clients/${script}.ts`, assignment);
  const perSession = sessionPerCall ? outcomes.flatMap(callByCall) : outcomes;
  return perSession.map(({ answers, error }) => ({ pod: error ? undefined : server.podOf(answers), error }));
}

function callByCall({ answers, error }: Outcome): Outcome[] {
  return [...answers.map((answer) => ({ answers: [answer] })), ...(error ? [{ answers: [], error }] : [])];
}
