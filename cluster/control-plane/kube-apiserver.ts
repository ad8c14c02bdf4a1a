import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaries, crdFile } from '../install/paths';
import { isTrue } from './conditions';
import { etcdUrl } from './etcd';
import { KubeClient, type KubeEndpoint, type Manifest } from './kube-client';
import { controlPlaneAddress } from './network';
import { Program, runFolder } from './process';
import { waitFor } from './wait';

const token = 'cluster-test';
const mainPort = 6443;

export interface KubeApiserver {
  readonly program: Program;
  readonly endpoint: KubeEndpoint;
  readonly kube: KubeClient;
}

/** Starts an API server with a set of CRDs. Each port has its own data in etcd, as a separate cluster. */
export async function startKubeApiserver(crdSet: string, port = mainPort): Promise<KubeApiserver> {
  const folder = folderOf(port);
  mkdirSync(folder, { recursive: true });
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${token},admin,admin,system:masters\n`);
  const signingKey = join(folder, 'service-accounts.pem');
  writeFileSync(signingKey, newSigningKey());
  const program = new Program(`kube-apiserver-${port}`, binaries.kubeApiserver, [
    `--etcd-servers=${etcdUrl}`,
    `--etcd-prefix=/cluster-${port}`,
    `--bind-address=${controlPlaneAddress}`,
    `--advertise-address=${controlPlaneAddress}`,
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${tokens}`,
    '--authorization-mode=AlwaysAllow',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${signingKey}`,
    `--service-account-signing-key-file=${signingKey}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    '--disable-admission-plugins=ServiceAccount',
  ]);
  const certificate = join(folder, 'apiserver.crt');
  const kube = await waitFor(`kube-apiserver on port ${port}`, async () => {
    program.assertRunning();
    const endpoint = { url: `https://${controlPlaneAddress}:${port}`, token, ca: readFileSync(certificate, 'utf8') };
    const client = new KubeClient(endpoint);
    await client.request('GET', '/readyz');
    return client;
  });
  await installCrds(kube, crdSet);
  return { program, endpoint: kube.endpoint, kube };
}

/** The certificate that the API server generated for itself. */
export function servingCertificate(): { certificate: Buffer; key: Buffer } {
  const read = (file: string) => readFileSync(join(folderOf(mainPort), file));
  return { certificate: read('apiserver.crt'), key: read('apiserver.key') };
}

function folderOf(port: number): string {
  return join(runFolder, `kube-apiserver-${port}`);
}

async function installCrds(kube: KubeClient, crdSet: string): Promise<void> {
  const crds: Manifest[] = JSON.parse(readFileSync(crdFile(crdSet), 'utf8'));
  await Promise.all(crds.map((crd) => kube.apply(crd)));
  for (const crd of crds) {
    await waitFor(`the CRD ${crd.metadata.name}`, async () => isTrue(await kube.get(crd), 'Established'));
  }
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
