import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as sendPlainly } from 'node:http';
import { request as sendEncrypted } from 'node:https';
import { envoyAddress } from '../control-plane/network';

export interface HttpRequest {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly tls?: boolean;
  /** The address of the client. */
  readonly from?: string;
  /** Whether to open a new connection, as a new client does. */
  readonly newConnection?: boolean;
  /** The time limit for the request and its response, in milliseconds. */
  readonly timeout?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The pod that responded; empty if Envoy itself did. */
  readonly pod: string;
  readonly body: string;
}

const agents = new Map<string | undefined, Agent>();

/** Sends a request to the listener `http` of Envoy, or with `tls` to the listener `https`, on a new connection. */
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
      response.on('error', reject).on('end', () => resolve(answerOf(response, body)));
    });
    sent.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(answerOf(response, ''));
    });
    // No other event reports an abort in the middle of a response.
    signal?.addEventListener('abort', () => reject(signal.reason));
    sent.on('error', reject).end();
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, body: string): Answer {
  return { status: statusCode, headers, pod: String(headers['x-pod'] ?? ''), body };
}

/** Closes all connections, because Envoy serves an open one with the configuration of the time when it was opened. */
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
