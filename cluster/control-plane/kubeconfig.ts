import type { KubeEndpoint } from './kube-client';

/** The configuration of `kubectl` and other clients for an API server. */
export function kubeconfig({ url, token, ca }: KubeEndpoint): object {
  const certificate = Buffer.from(ca).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority-data': certificate } }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  };
}
