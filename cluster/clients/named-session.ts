import type { IncomingHttpHeaders } from 'node:http';
import type { Echo } from '../backends/http-backend';
import { sessionHeader } from '../backends/session-backend';
import { type Answer, type HttpRequest, request } from './http-client';

/** A session that the server named, as its client sees it. */
export interface ClientSession {
  /** The id that the client keeps. */
  readonly id: string;
  readonly pod: string;
  readonly headers: IncomingHttpHeaders;
  /** Sends a request of this session. */
  request(more?: HttpRequest): Promise<Answer>;
}

/** Begins a session, and asks the server to name it `named`. */
export async function beginSession(target: HttpRequest, named: string = crypto.randomUUID()): Promise<ClientSession> {
  const { path = '/' } = target;
  const { headers, pod } = await request({ ...target, path: `${path}?id=${encodeURIComponent(named)}` });
  const id = String(headers[sessionHeader]);
  const send = (more: HttpRequest = {}) =>
    request({ ...target, ...more, headers: { [sessionHeader]: id, ...more.headers } });
  return { id, pod, headers, request: send };
}

/** The request headers that arrived at the server, and the session id from them. */
export function arrived({ body }: Answer): IncomingHttpHeaders & { id?: string } {
  const { headers }: Echo = JSON.parse(body);
  return { ...headers, id: headers[sessionHeader] as string | undefined };
}
