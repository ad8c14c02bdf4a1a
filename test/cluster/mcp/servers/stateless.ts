import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { sessionlessServer } from './sessionless.ts';

/** What the newest SDK does by itself: no session for anyone, of whichever revision. */
createServer(toNodeHandler(createMcpHandler(sessionlessServer))).listen(
  Number(process.env.PORT),
  process.env.ADDRESS,
  () => console.log('listening'),
);
