import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Session } from './sessions.ts';
import { textOf } from './text.ts';

/** Opens a session. Waits for the GET stream that the SDK opens by itself, because messages before it would be lost. */
export async function openSession(url: string): Promise<Session> {
  const client = new Client({ name: 'sdk', version: '1.0.0' });
  let received = 0;
  client.fallbackNotificationHandler = async () => {
    received++;
  };
  const stream = Promise.withResolvers<void>();
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method === 'GET') {
        stream.resolve();
      }
      return response;
    },
  });
  await client.connect(transport);
  await stream.promise;
  return {
    call: async (tool) => textOf((await client.callTool({ name: tool })) as CallToolResult),
    notifications: () => received,
    close: async () => {
      await transport.terminateSession();
      await client.close();
    },
  };
}
