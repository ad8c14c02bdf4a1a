import { Server, ServerCredentials, type ServiceDefinition, type UntypedHandleCall } from '@grpc/grpc-js';
import type { Backend } from './backend';

const serialize = (text: string) => Buffer.from(text);
const deserialize = (bytes: Buffer) => bytes.toString();
const text = {
  requestSerialize: serialize,
  requestDeserialize: deserialize,
  responseSerialize: serialize,
  responseDeserialize: deserialize,
};

/** A service with a unary method and a stream. Every response message begins with the name of the pod. */
export function podService(service: string) {
  return {
    name: { path: `/${service}/Name`, requestStream: false, responseStream: false, ...text },
    names: { path: `/${service}/Names`, requestStream: true, responseStream: true, ...text },
  } satisfies ServiceDefinition;
}

/** The methods of the service, as one pod implements them. */
type Handlers = (pod: string) => Record<string, UntypedHandleCall>;

const namePod: Handlers = (pod) => ({
  name: (_call: unknown, answer: (error: null, name: string) => void) => answer(null, pod),
  names: (call: NodeJS.ReadWriteStream) => {
    call.on('data', () => call.write(pod)).on('end', () => call.end());
  },
});

export function grpcBackend(service = 'test.Pod', handlers = namePod): Backend {
  return {
    async start(address, port, pod) {
      const server = new Server();
      server.addService(podService(service), handlers(pod));
      await new Promise<void>((resolve, reject) => {
        const listening = (error: Error | null) => (error ? reject(error) : resolve());
        server.bindAsync(`${address}:${port}`, ServerCredentials.createInsecure(), listening);
      });
      return { kill: async () => server.forceShutdown() };
    },
  };
}
