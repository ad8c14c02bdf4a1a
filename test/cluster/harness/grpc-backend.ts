import { Server, ServerCredentials, type ServiceDefinition, type UntypedHandleCall } from '@grpc/grpc-js';
import type { Backend } from './http-backend';

const serialize = (text: string) => Buffer.from(text);
const deserialize = (bytes: Buffer) => bytes.toString();
const text = {
  requestSerialize: serialize,
  requestDeserialize: deserialize,
  responseSerialize: serialize,
  responseDeserialize: deserialize,
};

/** A service whose every answer is the name of the pod. */
export const podService = {
  name: { path: '/test.Pod/Name', requestStream: false, responseStream: false, ...text },
  names: { path: '/test.Pod/Names', requestStream: true, responseStream: true, ...text },
} satisfies ServiceDefinition;

export const grpcBackend: Backend = {
  async start(address, port, pod) {
    const server = new Server();
    const handlers: Record<keyof typeof podService, UntypedHandleCall> = {
      name: (_call: unknown, answer: (error: null, name: string) => void) => answer(null, pod),
      names: (call: NodeJS.ReadWriteStream) => {
        call.on('data', () => call.write(pod)).on('end', () => call.end());
      },
    };
    server.addService(podService, handlers);
    await new Promise<void>((resolve, reject) => {
      const listening = (error: Error | null) => (error ? reject(error) : resolve());
      server.bindAsync(`${address}:${port}`, ServerCredentials.createInsecure(), listening);
    });
    return { kill: async () => server.forceShutdown() };
  },
};
