import type { IncomingHttpHeaders } from 'node:http';
import { type Backend, type Echo, httpBackend } from './http-backend';
import { type Answer, type HttpRequest, request } from './http-client';

const header = 'mcp-session-id';

/**
 * Names a session in its answer to a request without one, as the query says, and answers 404 to a session that this pod
 * did not name. Its answers have these headers besides.
 */
export function sessionBackend(headers: Record<string, string> = {}): Backend {
  const sessions = new Set<string>();
  return httpBackend((request, response) => {
    const pod = response.getHeader('x-pod');
    const sent = request.headers[header];
    const id = String(sent ?? new URL(request.url ?? '', 'http://pod').searchParams.get('id'));
    if (!sent) {
      sessions.add(`${pod} ${id}`);
    }
    const arrived: Echo = { path: request.url ?? '', headers: request.headers };
    response.writeHead(sessions.has(`${pod} ${id}`) ? 200 : 404, { ...headers, [header]: id });
    response.end(JSON.stringify(arrived));
  });
}

/** A session as its client sees it. */
export interface ClientSession {
  /** The id that the client keeps. */
  readonly id: string;
  readonly pod: string;
  readonly headers: IncomingHttpHeaders;
  /** Sends a request in this session. */
  request(more?: HttpRequest): Promise<Answer>;
}

/** Begins a session, for which the server is told the id to name. */
export async function beginSession(target: HttpRequest, named: string = crypto.randomUUID()): Promise<ClientSession> {
  const { path = '/' } = target;
  const { headers, pod } = await request({ ...target, path: `${path}?id=${encodeURIComponent(named)}` });
  const id = String(headers[header]);
  const send = (more: HttpRequest = {}) => request({ ...target, ...more, headers: { [header]: id, ...more.headers } });
  return { id, pod, headers, request: send };
}

/** The session id that arrived at the server with a request, and all other headers. */
export function arrived({ body }: Answer): IncomingHttpHeaders & { id?: string } {
  const { headers }: Echo = JSON.parse(body);
  return { ...headers, id: headers[header] as string | undefined };
}

/** The pods of new sessions; it expects that each stays on its own for five more requests. */
export async function podsOfSessions(target: HttpRequest, sessions = 50): Promise<string[]> {
  const keep = async () => {
    const session = await beginSession(target);
    const answers = await Promise.all(Array.from({ length: 5 }, () => session.request()));
    expect(answers.map(({ status, pod }) => `${status} ${pod}`)).toEqual(Array(5).fill(`200 ${session.pod}`));
    return session.pod;
  };
  const pods: string[] = [];
  for (let begun = 0; begun < sessions; begun += 10) {
    pods.push(...(await Promise.all(Array.from({ length: Math.min(10, sessions - begun) }, keep))));
  }
  return pods;
}
