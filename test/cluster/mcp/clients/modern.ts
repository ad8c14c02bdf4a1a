import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { runSessions } from './sessions.ts';
import { textOf } from './text.ts';

/** The client of the newest SDK, which has no sessions. */
await runSessions(async (url) => {
  const client = new Client(
    { name: 'modern', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return {
    call: async (name) => textOf(await client.callTool({ name })),
    close: () => client.close(),
  };
});
