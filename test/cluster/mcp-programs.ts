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
  /** The tool for clients that begin a session for each call. */
  readonly tool: string;
  /** The number of notifications that 20 calls cause. */
  readonly notifications: number;
  /** The pod that kept the session, as all its results show; none if they do not. */
  podOf(answers: string[]): string | undefined;
}

/** Its tool returns `<pod> <number of calls in this session>`, and sends the same on the GET stream of the session. */
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

/** MCP's reference server. One tool switches logging on or off for a session, and returns its id; one returns the environment. */
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

/** Node closes a connection that was idle for 5 s, sometimes just when Envoy sends a request on it. */
const timeout = { http: { connectionIdleTimeout: '4s' } };

/** A route for all requests of one listener: the clients connect to an address and a port, without a hostname. */
export function mcpRoute(cluster: Cluster, listener: string, service: string, stickiness: Stickiness): Manifest[] {
  return stickyRoute(cluster, listener, {
    parentRefs: [{ ...cluster.parentRef, sectionName: listener }],
    hostnames: undefined,
    trafficPolicy: { timeout },
    http: [{ backendRefs: [{ name: service, port: 80 }] }],
    stickiness,
  });
}

/** Runs the sessions of a client, and returns for each the pod that kept it to its end, or the error. */
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
