import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

/** A program that a replica runs. */
export interface Backend {
  /** Whether it listens at every address of the machine, so that each pod needs a port of its own. */
  readonly everyAddress?: boolean;
  start(address: string, port: number, pod: string): Promise<RunningBackend>;
}

export interface RunningBackend {
  /** Ends at once, as a killed process does: connections break and new ones are refused. */
  kill(): Promise<void>;
}

/** What a request looked like where it arrived. */
export interface Echo {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** Names its pod in `x-pod` and tells what arrived. */
const echo: RequestListener = (request, response) => {
  const arrived: Echo = { path: request.url ?? '', headers: request.headers };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(arrived));
};

export function httpBackend(listener: RequestListener = echo): Backend {
  return {
    start: (address, port, pod) =>
      new Promise((resolve, reject) => {
        const server = createServer((request, response) => {
          response.setHeader('x-pod', pod);
          listener(request, response);
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

/** Server-sent events, one each second, for so many seconds. */
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
