import { dirname, join } from 'node:path';
import { documentsOf, type Manifest, manifestsIn } from './manifests';

const PORTS = { http: 8080, https: 8443, tcp: 8163, udp: 8162 };

/** The Services that the test of Envoy Gateway's translator adds to each of its files. */
export function translatorBase(file: string): Manifest[] {
  if (!file.includes('/internal/gatewayapi/testdata/')) {
    return [];
  }
  const services = [1, 2, 3, 4].map((i) => service('default', `service-${i}`, PORTS));
  return [
    ...services,
    service('default', 'mirror-service', { http: PORTS.http }),
    service('monitoring', 'otel-collector', { grpc: 4317, zipkin: 9411 }),
  ];
}

/** The Gateways and Services that the conformance tests share. */
export function conformanceBase(file: string): Manifest[] {
  const folder = file.replace(/\/tests\/.*$/, '');
  const name = dirname(file).endsWith('/mesh') ? 'mesh/manifests.yaml' : 'base/manifests.yaml';
  return documentsOf(join(folder, name)).flatMap(manifestsIn);
}

function service(namespace: string, name: string, ports: Readonly<Record<string, number>>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port })) },
  };
}
