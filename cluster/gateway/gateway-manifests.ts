import { gatewayClassName } from '../control-plane/envoy-gateway';
import { servingCertificate } from '../control-plane/kube-apiserver';
import type { Manifest } from '../control-plane/kube-client';

/** The namespace of all Gateways. */
export const gatewayNamespace = 'gateways';

/** A listener with the certificate of `certificateSecret`. */
export const httpsListener = {
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  tls: { certificateRefs: [{ name: 'certificate' }] },
};

export function namespaceManifest(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** A Gateway with the listener `http` and the given others. All accept routes from any namespace. */
export function gatewayManifest(name: string, listeners: Manifest[]): Manifest {
  const allowedRoutes = { namespaces: { from: 'All' } };
  const http = { name: 'http', protocol: 'HTTP', port: 80 };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: gatewayNamespace },
    spec: { gatewayClassName, listeners: [http, ...listeners].map((listener) => ({ ...listener, allowedRoutes })) },
  };
}

/** The certificate of the API server, for HTTPS listeners. */
export function certificateSecret(): Manifest {
  const { certificate, key } = servingCertificate();
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'certificate', namespace: gatewayNamespace },
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': certificate.toString('base64'), 'tls.key': key.toString('base64') },
  };
}
