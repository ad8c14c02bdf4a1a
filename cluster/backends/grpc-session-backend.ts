import { randomUUID } from 'node:crypto';
import { Metadata, type ServerDuplexStream, type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import type { Backend } from './backend';
import { grpcBackend } from './grpc-backend';

/** The metadata key in which the server names a session. */
export const grpcSessionKey = 'x-session-id';

/** The error for a session that another pod named. */
const unknownSession = { code: status.NOT_FOUND, details: 'unknown session' };

/**
 * A server that begins a session for a call without one, and names it in the initial metadata. Each pod counts the messages of
 * its own sessions.
 */
export function grpcSessionBackend(): Backend {
  return grpcBackend('test.Pod', countSessions);
}

function countSessions(pod: string) {
  const counts = new Map<string, number>();
  const sessionOf = (metadata: Metadata) => {
    const [sent] = metadata.get(grpcSessionKey);
    const id = String(sent ?? randomUUID());
    if (!sent) {
      counts.set(id, 0);
    }
    return id;
  };
  const count = (id: string) => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return `${pod} ${counts.get(id)}`;
  };
  return {
    name(call: ServerUnaryCall<string, string>, answer: sendUnaryData<string>) {
      const id = sessionOf(call.metadata);
      call.sendMetadata(Metadata.fromHttp2Headers({ [grpcSessionKey]: id }));
      if (counts.has(id)) {
        answer(null, count(id));
      } else {
        answer(unknownSession);
      }
    },
    names(call: ServerDuplexStream<string, string>) {
      const id = sessionOf(call.metadata);
      if (!counts.has(id)) {
        return call.emit('error', unknownSession);
      }
      return call.on('data', () => call.write(count(id))).on('end', () => call.end());
    },
  };
}
