import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const sessions = new Map<string, StreamableHTTPServerTransport>();

/** Serves each session from the memory of this process, as the examples of the SDK do. */
export async function serveSession(request: IncomingMessage, response: ServerResponse, body?: unknown): Promise<void> {
  const id = request.headers['mcp-session-id'];
  const transport = id ? sessions.get(String(id)) : await newSession();
  if (transport) {
    return transport.handleRequest(request, response, body);
  }
  const error = { code: -32001, message: 'Session not found' };
  response
    .writeHead(404, { 'content-type': 'application/json' })
    .end(JSON.stringify({ jsonrpc: '2.0', error, id: null }));
}

async function newSession(): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => {
      sessions.set(id, transport);
    },
    onsessionclosed: (id) => {
      sessions.delete(id);
    },
  });
  await countingServer().connect(transport);
  return transport;
}

/** A server whose tool returns the pod and the number of calls, and sends the same on the GET stream of the session. */
function countingServer(): McpServer {
  const server = new McpServer({ name: 'counter', version: '1.0.0' }, { capabilities: { logging: {} } });
  let calls = 0;
  server.registerTool('count', { description: 'Counts the calls of this session' }, async () => {
    const text = `${process.env.POD} ${++calls}`;
    await server.sendLoggingMessage({ level: 'info', data: text });
    return { content: [{ type: 'text', text }] };
  });
  return server;
}
