import { startEnvoyGateway } from './envoy-gateway';
import { startEtcd } from './etcd';
import { startKubeApiserver } from './kube-apiserver';
import { clusterCrds } from './pins';

/** Starts what all test files share; the end of the process namespace stops it. */
export default async function globalSetup(): Promise<void> {
  const started = Date.now();
  startEtcd();
  const { endpoint, kube } = await startKubeApiserver(clusterCrds);
  await startEnvoyGateway(kube);
  process.env.CLUSTER_ENDPOINT = JSON.stringify(endpoint);
  console.log(`\nControl plane started in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
