import { type Context, MCPToolset, setLogger } from '@google/adk';
import { runSessions } from './sessions.ts';
import { textOf } from './text.ts';

setLogger(null);

/** The toolset begins a session for each listing of tools and for each call, and never ends one. */
await runSessions(async (url) => {
  const toolset = new MCPToolset({ type: 'StreamableHTTPConnectionParams', url });
  const tools = await toolset.getTools();
  return {
    call: async (name) => {
      const tool = tools.find((each) => each.name === name);
      return textOf((await tool?.runAsync({ args: {}, toolContext: {} as Context })) as object);
    },
    close: () => toolset.close(),
  };
});
