import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemNamespace, writeCertificates } from '../control-plane/envoy-gateway';
import type { KubeClient, Manifest } from '../control-plane/kube-client';
import { Program, runFolder } from '../control-plane/process';
import { waitFor } from '../control-plane/wait';
import { binaries } from '../install/paths';
import { askEnvoy } from './envoy-admin';

/** An endpoint as Envoy reports it. */
export interface Endpoint {
  /** The address with the port. */
  readonly address: string;
  readonly draining: boolean;
}

/** The Envoy of one Gateway. It runs as a kubelet would run it, with the arguments of the Deployment of Envoy Gateway. */
export class Envoy {
  private program: Program;

  private constructor(
    private readonly name: string,
    private readonly args: string[],
    private readonly kube: KubeClient,
    private readonly gateway: Manifest,
  ) {
    this.program = this.run();
  }

  static async start(kube: KubeClient, gateway: Manifest): Promise<Envoy> {
    const deployment = await waitFor(`the Deployment for the Gateway ${gateway.metadata.name}`, async () => {
      const [found] = await owned(kube, gateway, 'apps/v1', 'Deployment');
      return found;
    });
    const folder = join(runFolder, deployment.metadata.name);
    await writeCertificates(kube, 'envoy', join(folder, 'certs'));
    await writeSecretDiscovery(kube, deployment.metadata.name, folder);
    const args = deployment.spec.template.spec.containers[0].args.map((arg: string) =>
      adapt(arg, folder).replaceAll('$(ENVOY_POD_NAME)', deployment.metadata.name),
    );
    const envoy = new Envoy(deployment.metadata.name, [...args, '--disable-hot-restart'], kube, gateway);
    await envoy.ready();
    await kube.patchStatus(deployment, { replicas: 1, readyReplicas: 1, availableReplicas: 1 });
    return envoy;
  }

  /** Starts Envoy again, without any earlier configuration. */
  async restart(): Promise<void> {
    await this.program.stop();
    this.program = this.run();
    await this.ready();
  }

  get isRunning(): boolean {
    return this.program.isRunning;
  }

  get pid(): number | undefined {
    return this.program.pid;
  }

  /** Reads a page of the administration interface. */
  admin(path: string): Promise<string> {
    return askEnvoy(19_000, path);
  }

  /** The endpoints of each upstream cluster. */
  async endpoints(): Promise<Endpoint[][]> {
    const { cluster_statuses = [] } = JSON.parse(await this.admin('/clusters?format=json'));
    return cluster_statuses.map((each: Manifest) => (each.host_statuses ?? []).map(endpointOf));
  }

  /** The clusters and listeners that are not ready yet, while their predecessors still serve. */
  async warming(): Promise<string[]> {
    const clusters = await this.configs('dynamic_warming_clusters');
    const listeners = await this.configs('dynamic_listeners');
    return [
      ...clusters.map(({ cluster }) => cluster.name),
      ...listeners.filter((listener) => listener.warming_state).map(({ name }) => name),
    ];
  }

  /** How often Envoy refused a configuration; 0 if it has crashed. */
  async rejections(): Promise<number> {
    const stats = await this.admin('/stats?filter=update_rejected').catch(async (error) => {
      if (await this.program.ends()) {
        return '';
      }
      throw error;
    });
    return [...stats.matchAll(/: (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  /** The newest log line about configuration that Envoy refused. */
  get lastRejection(): string {
    return this.program.log.match(/.* rejected: .*/g)?.at(-1) ?? '';
  }

  /** Stops Envoy after its Gateway was deleted. Waits until its objects are gone, as a new Gateway of this name would find them. */
  async stop(): Promise<void> {
    await this.program.stop();
    await waitFor(`the Deployment for the Gateway ${this.gateway.metadata.name} to be deleted`, async () => {
      const deployments = await owned(this.kube, this.gateway, 'apps/v1', 'Deployment');
      const configMaps = await owned(this.kube, this.gateway, 'v1', 'ConfigMap');
      return deployments.length + configMaps.length === 0;
    });
  }

  private run(): Program {
    return new Program(this.name, binaries.envoy, this.args);
  }

  private async ready(): Promise<void> {
    await waitFor('Envoy to listen', () => {
      this.program.assertRunning();
      return this.admin('/ready').then(() => true);
    });
  }

  private async configs(resource: string): Promise<Manifest[]> {
    return JSON.parse(await this.admin(`/config_dump?resource=${resource}`)).configs ?? [];
  }
}

/** The objects that Envoy Gateway created for a Gateway. */
async function owned(kube: KubeClient, gateway: Manifest, apiVersion: string, kind: string): Promise<Manifest[]> {
  const objects = await kube.list(apiVersion, kind, systemNamespace);
  return objects.filter(
    ({ metadata }) => metadata.labels?.['gateway.envoyproxy.io/owning-gateway-name'] === gateway.metadata.name,
  );
}

function endpointOf({ address: { socket_address: at }, health_status }: Manifest): Endpoint {
  return { address: `${at?.address}:${at?.port_value}`, draining: health_status?.eds_health_status === 'DRAINING' };
}

async function writeSecretDiscovery(kube: KubeClient, name: string, folder: string): Promise<void> {
  const metadata = { name, namespace: systemNamespace };
  const { data } = await kube.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  mkdirSync(join(folder, 'sds'), { recursive: true });
  for (const [file, content] of Object.entries(data)) {
    writeFileSync(join(folder, 'sds', file), adapt(content as string, folder));
  }
}

/** Replaces what exists only in a pod: the mounted folders and the DNS name of Envoy Gateway. */
function adapt(text: string, folder: string): string {
  return text
    .replaceAll('/sds/', `${folder}/sds/`)
    .replaceAll('/certs/', `${folder}/certs/`)
    .replaceAll(`envoy-gateway.${systemNamespace}.svc.cluster.local.`, '127.0.0.1');
}
