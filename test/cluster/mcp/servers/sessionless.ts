import { McpServer } from '@modelcontextprotocol/server';

/** Answers with its pod; nothing is kept between two calls. */
export function sessionlessServer(): McpServer {
  const server = new McpServer({ name: 'sessionless', version: '1.0.0' });
  server.registerTool('count', { description: 'Names the pod' }, async () => ({
    content: [{ type: 'text', text: `${process.env.POD}` }],
  }));
  return server;
}
