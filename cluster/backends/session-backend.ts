import type { Backend } from './backend';
import { type Echo, httpBackend } from './http-backend';

export const sessionHeader = 'mcp-session-id';

/**
 * A server with sessions. Its response to a request without a session names a new one, with the id in the query. A request of a
 * session that another pod named gets a 404. All responses also have the given headers.
 */
export function sessionBackend(headers: Record<string, string> = {}): Backend {
  const sessions = new Set<string>();
  return httpBackend((request, response) => {
    const pod = response.getHeader('x-pod');
    const sent = request.headers[sessionHeader];
    const id = String(sent ?? new URL(request.url ?? '', 'http://pod').searchParams.get('id'));
    if (!sent) {
      sessions.add(`${pod} ${id}`);
    }
    const arrived: Echo = { path: request.url ?? '', headers: request.headers };
    response.writeHead(sessions.has(`${pod} ${id}`) ? 200 : 404, { ...headers, [sessionHeader]: id });
    response.end(JSON.stringify(arrived));
  });
}
