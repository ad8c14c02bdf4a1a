import { McpServer } from '@modelcontextprotocol/server';

/** A server whose tool returns the pod. It keeps nothing between calls. */
export function sessionlessServer(): McpServer {
  const server = new McpServer({ name: 'sessionless', version: '1.0.0' });
  server.registerTool('count', { description: 'Names the pod' }, async () => ({
    content: [{ type: 'text', text: `${process.env.POD}` }],
  }));
  return server;
}
