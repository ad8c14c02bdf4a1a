import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { Backend } from './backend';

/** A request as it arrived at a pod. */
export interface Echo {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** Responds with the request as it arrived. */
const echo: RequestListener = (request, response) => {
  const arrived: Echo = { path: request.url ?? '', headers: request.headers };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(arrived));
};

/** A server that names its pod in the header `x-pod` of every response. It accepts WebSockets, and closes them at once. */
export function httpBackend(listener: RequestListener = echo): Backend {
  return {
    start: (address, port, pod) =>
      new Promise((resolve, reject) => {
        const server = createServer((request, response) => {
          response.setHeader('x-pod', pod);
          listener(request, response);
        });
        server.on('upgrade', (_request, socket) => {
          const headers = `Connection: Upgrade\r\nUpgrade: websocket\r\nx-pod: ${pod}`;
          socket.end(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n\r\n`);
        });
        const kill = () =>
          new Promise<void>((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          });
        server.keepAliveTimeout = 0;
        server.on('error', reject).listen(port, address, () => resolve({ kill }));
      }),
  };
}

/** A server whose responses are streams of one event per second, for `seconds`. */
export function eventBackend(seconds: number): Backend {
  return httpBackend((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let sent = 0;
    const timer = setInterval(() => {
      response.write(`data: ${++sent}\n\n`);
      if (sent < seconds) {
        return;
      }
      clearInterval(timer);
      response.end();
    }, 1000);
    response.on('close', () => clearInterval(timer));
  });
}
