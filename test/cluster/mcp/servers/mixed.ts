import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { toNodeHandler, toWebRequest } from '@modelcontextprotocol/node';
import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import { sessionlessServer } from './sessionless.ts';
import { serveSession } from './sessions.ts';

const serveSessionless = toNodeHandler(createMcpHandler(sessionlessServer, { legacy: 'reject' }));

/** A server with sessions for old clients, and without for clients of revision 2026-07-28. */
createServer(async (request, response) => {
  const body = request.method === 'POST' ? await json(request) : undefined;
  const legacy = await isLegacyRequest(await toWebRequest(request, body));
  return legacy ? serveSession(request, response, body) : serveSessionless(request, response, body);
}).listen(Number(process.env.PORT), process.env.ADDRESS, () => console.log('listening'));
