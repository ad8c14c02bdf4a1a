import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { toNodeHandler, toWebRequest } from '@modelcontextprotocol/node';
import { createMcpHandler, isLegacyRequest } from '@modelcontextprotocol/server';
import { sessionlessServer } from './sessionless.ts';
import { serveSession } from './sessions.ts';

const serveSessionless = toNodeHandler(createMcpHandler(sessionlessServer, { legacy: 'reject' }));

/** Sessions for clients that know them; none for those of the revision 2026-07-28. */
createServer(async (request, response) => {
  const body = request.method === 'POST' ? await json(request) : undefined;
  const legacy = await isLegacyRequest(await toWebRequest(request, body));
  return legacy ? serveSession(request, response, body) : serveSessionless(request, response, body);
}).listen(Number(process.env.PORT), process.env.ADDRESS, () => console.log('listening'));
