import { clusterCrds } from '../install/paths';
import { startEnvoyGateway } from './envoy-gateway';
import { startEtcd } from './etcd';
import { startKubeApiserver } from './kube-apiserver';

/** Starts etcd, kube-apiserver and Envoy Gateway, which run until the process namespace ends. Jest calls it as global setup. */
export default async function startControlPlane(): Promise<void> {
  const started = Date.now();
  startEtcd();
  const { endpoint, kube } = await startKubeApiserver(clusterCrds);
  await startEnvoyGateway(kube);
  process.env.CLUSTER_ENDPOINT = JSON.stringify(endpoint);
  console.log(`\nControl plane started in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
