import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer, type Socket } from 'node:net';
import type { Backend } from '../../../cluster/backends/backend';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** The headers in which every pod names a session if a request has none. */
export const sessionHeaders = ['mcp-session-id', 'x-session-id', 'x-game'];

/** Names its pod in responses to HTTP/1.1, HTTP/2 and so gRPC, all on one port, with or without the PROXY protocol. */
export const podBackend: Backend = {
  start: (address, port, pod) =>
    new Promise((resolve, reject) => {
      const answer = (request: Request, response: Response) => {
        response.setHeader('x-pod', pod);
        for (const name of sessionHeaders) {
          response.setHeader(name, request.headers[name] ?? `session of ${pod}`);
        }
        response.end();
      };
      const http = createHttpServer(answer as never);
      const http2 = createHttp2Server(answer as never);
      const open = new Set<Socket>();
      const server = createServer((socket) => {
        open.add(socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy()));
        const dispatch = (received: Buffer) => {
          const start = afterProxyHeader(received);
          if (start.length === 0) {
            socket.once('data', dispatch);
            return;
          }
          socket.pause();
          socket.unshift(start);
          (start.toString('latin1').startsWith('PRI ') ? http2 : http).emit('connection', socket);
          process.nextTick(() => socket.resume());
        };
        socket.once('data', dispatch);
      });
      const kill = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          for (const socket of open) {
            socket.destroy();
          }
        });
      server.on('error', reject).listen(port, address, () => resolve({ kill }));
    }),
};

/** @see https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt */
function afterProxyHeader(start: Buffer): Buffer {
  if (start.subarray(0, 6).toString() === 'PROXY ') {
    return start.subarray(start.indexOf('\r\n') + 2);
  }
  const hasBinaryHeader = start.subarray(0, 12).toString('latin1') === '\r\n\r\n\0\r\nQUIT\n';
  return hasBinaryHeader ? start.subarray(16 + start.readUInt16BE(14)) : start;
}
