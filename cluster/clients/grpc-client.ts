import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { podService } from '../backends/grpc-backend';
import { envoyAddress } from '../control-plane/network';

/** A client that calls the service of `grpc-backend.ts` through Envoy. */
export class GrpcClient {
  private readonly client: Client;
  private readonly service: ReturnType<typeof podService>;

  constructor(host: string, { port = 10080, service = 'test.Pod' } = {}) {
    const authority = { 'grpc.default_authority': host };
    this.client = new Client(`${envoyAddress}:${port}`, credentials.createInsecure(), authority);
    this.service = podService(service);
  }

  /** Makes a unary call, and returns the response and its initial metadata. */
  call(metadata: Record<string, string> = {}): Promise<{ pod: string; headers: Metadata }> {
    return new Promise((resolve, reject) => {
      let headers = new Metadata();
      const { path, requestSerialize, responseDeserialize } = this.service.name;
      const call = this.client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        'whose?',
        entries(metadata),
        (error, pod = '') => (error ? reject(error) : resolve({ pod, headers })),
      );
      call.on('metadata', (received) => {
        headers = received;
      });
    });
  }

  /** Makes unary calls, and returns the pods that respond. */
  unary(calls: number, metadata: Record<string, string> = {}): Promise<string[]> {
    return Promise.all(Array.from({ length: calls }, () => this.call(metadata).then(({ pod }) => pod)));
  }

  /** Sends messages on one bidirectional stream, and returns the pods that respond. */
  stream(messages: number, metadata: Record<string, string> = {}): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = this.service.names;
      const call = this.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, entries(metadata));
      const pods: string[] = [];
      call.on('data', (pod) => {
        pods.push(pod);
        if (pods.length < messages) {
          call.write('whose?');
        } else {
          call.end();
        }
      });
      call.on('error', reject).on('end', () => resolve(pods));
      call.write('whose?');
    });
  }

  close(): void {
    this.client.close();
  }
}

function entries(metadata: Record<string, string>): Metadata {
  const result = new Metadata();
  for (const [key, value] of Object.entries(metadata)) {
    result.set(key, value);
  }
  return result;
}
