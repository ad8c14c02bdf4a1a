import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { sessionlessServer } from './sessionless.ts';

/** The default of the newest SDK: no sessions, for clients of any revision. */
createServer(toNodeHandler(createMcpHandler(sessionlessServer))).listen(
  Number(process.env.PORT),
  process.env.ADDRESS,
  () => console.log('listening'),
);
