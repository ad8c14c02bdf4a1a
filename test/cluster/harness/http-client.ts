import { Agent, type IncomingHttpHeaders, request as send } from 'node:http';
import { envoyAddress } from './network';

export interface HttpRequest {
  readonly host?: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  /** The client's own address. */
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The pod that answered; empty when Envoy did. */
  readonly pod: string;
  readonly body: string;
}

const agents = new Map<string | undefined, Agent>();

/** Sends a request to Envoy's HTTP listener. */
export function request({ host, path = '/', method = 'GET', headers = {}, from }: HttpRequest): Promise<Answer> {
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 32, localAddress: from } as object);
  agents.set(from, agent);
  const options = {
    host: envoyAddress,
    port: 10080,
    path,
    method,
    agent,
    headers: { ...(host && { host }), ...headers },
  };
  return new Promise((resolve, reject) => {
    const sent = send(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', reject).on('end', () => {
        const pod = String(response.headers['x-pod'] ?? '');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, pod, body });
      });
    });
    sent.on('error', reject).end();
  });
}
