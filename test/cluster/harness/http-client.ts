import { Agent, type IncomingHttpHeaders, request as sendPlainly } from 'node:http';
import { request as sendEncrypted } from 'node:https';
import { envoyAddress } from './network';

export interface HttpRequest {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly tls?: boolean;
  /** The client's own address. */
  readonly from?: string;
  /** Whether the request has a connection to itself, as the first one of a client has. */
  readonly newConnection?: boolean;
  /** In milliseconds, of the whole exchange. */
  readonly timeout?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The pod that answered; empty when Envoy did. */
  readonly pod: string;
  readonly body: string;
}

const agents = new Map<string | undefined, Agent>();

/** Sends a request to Envoy's listener `http`, or `https`; encrypted ones have a connection each. */
export function request(options: HttpRequest): Promise<Answer> {
  const { host, path = '/', method = 'GET', headers = {}, from, tls = false, newConnection = tls, timeout } = options;
  const agent = newConnection ? false : agentAt(from);
  const port = tls ? 10443 : 10080;
  const target = { host: envoyAddress, port, localAddress: from, agent, servername: host, rejectUnauthorized: false };
  const send = tls ? sendEncrypted : sendPlainly;
  const signal = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
  const sentHeaders = host ? { host, ...headers } : headers;
  return new Promise((resolve, reject) => {
    const sent = send({ ...target, path, method, headers: sentHeaders, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', reject).on('end', () => {
        const pod = String(response.headers['x-pod'] ?? '');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, pod, body });
      });
    });
    // A request that is aborted while its answer comes has no event of its own.
    signal?.addEventListener('abort', () => reject(signal.reason));
    sent.on('error', reject).end();
  });
}

/** Envoy serves open connections by the configuration that they began with. */
export function closeConnections(): void {
  for (const agent of agents.values()) {
    agent.destroy();
  }
  agents.clear();
}

function agentAt(from?: string): Agent {
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 16 });
  agents.set(from, agent);
  return agent;
}
