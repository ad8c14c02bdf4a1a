import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { podService } from './grpc-backend';
import { envoyAddress } from './network';

const { name, names } = podService;

/** Calls the pod service through Envoy. */
export class GrpcClient {
  private readonly client: Client;

  constructor(host: string) {
    const authority = { 'grpc.default_authority': host };
    this.client = new Client(`${envoyAddress}:10080`, credentials.createInsecure(), authority);
  }

  /** The pod that answers one call. */
  unary(metadata: Record<string, string> = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = name;
      this.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, '', entries(metadata), (error, pod) =>
        error ? reject(error) : resolve(pod ?? ''),
      );
    });
  }

  /** The pods that answer the messages of one bidirectional stream. */
  stream(messages: number, metadata: Record<string, string> = {}): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = names;
      const call = this.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, entries(metadata));
      const pods: string[] = [];
      call.on('data', (pod) => {
        pods.push(pod);
        if (pods.length < messages) call.write('next');
        else call.end();
      });
      call.on('error', reject).on('end', () => resolve(pods));
      call.write('first');
    });
  }

  close(): void {
    this.client.close();
  }
}

function entries(metadata: Record<string, string>): Metadata {
  const result = new Metadata();
  for (const [key, value] of Object.entries(metadata)) result.set(key, value);
  return result;
}
