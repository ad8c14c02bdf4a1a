import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askEnvoy } from './envoy-admin';
import { systemNamespace, writeCertificates } from './envoy-gateway';
import type { KubeClient, Manifest } from './kube-client';
import { binaries } from './pins';
import { Program, runFolder } from './process';
import { waitFor } from './wait';

/** A host as Envoy knows it. */
export interface Endpoint {
  /** With its port. */
  readonly address: string;
  readonly draining: boolean;
}

/** The Envoy of one Gateway: what a kubelet would make of the Deployment that Envoy Gateway creates. */
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

  /** Ends it and starts it anew, so that it knows nothing of what it was told before. */
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

  /** A page of Envoy's administration interface. */
  admin(path: string): Promise<string> {
    return askEnvoy(19_000, path);
  }

  /** The endpoints of each upstream cluster. */
  async endpoints(): Promise<Endpoint[][]> {
    const { cluster_statuses = [] } = JSON.parse(await this.admin('/clusters?format=json'));
    return cluster_statuses.map((each: Manifest) => (each.host_statuses ?? []).map(endpointOf));
  }

  /** The clusters and listeners that wait for something while their predecessors serve. */
  async warming(): Promise<string[]> {
    const clusters = await this.configs('dynamic_warming_clusters');
    const listeners = await this.configs('dynamic_listeners');
    return [
      ...clusters.map(({ cluster }) => cluster.name),
      ...listeners.filter((listener) => listener.warming_state).map(({ name }) => name),
    ];
  }

  /** How often Envoy refused what it was sent; none where it has crashed. */
  async rejections(): Promise<number> {
    const stats = await this.admin('/stats?filter=update_rejected').catch(async (error) => {
      if (await this.program.ends()) {
        return '';
      }
      throw error;
    });
    return [...stats.matchAll(/: (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  /** What Envoy has said last against something that it was sent. */
  get lastRejection(): string {
    return this.program.log.match(/.* rejected: .*/g)?.at(-1) ?? '';
  }

  /** Ends it when its Gateway is deleted, and waits until a Gateway of the same name would find nothing of it. */
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

/** What Envoy Gateway made for a Gateway. */
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

/** Replaces what only holds inside a pod: mounted folders and the DNS name of Envoy Gateway. */
function adapt(text: string, folder: string): string {
  return text
    .replaceAll('/sds/', `${folder}/sds/`)
    .replaceAll('/certs/', `${folder}/certs/`)
    .replaceAll(`envoy-gateway.${systemNamespace}.svc.cluster.local.`, '127.0.0.1');
}
