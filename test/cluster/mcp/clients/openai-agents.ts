import { MCPServerStreamableHttp } from '@openai/agents';
import { runSessions } from './sessions.ts';
import { textOf } from './text.ts';

await runSessions(async (url) => {
  const server = new MCPServerStreamableHttp({ url, clientSessionTimeoutSeconds: 30 });
  await server.connect();
  await server.listTools();
  return {
    call: async (tool) => textOf({ content: await server.callTool(tool, {}) }),
    close: () => server.close(),
  };
});
