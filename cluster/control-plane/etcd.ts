import { join } from 'node:path';
import { binaries } from '../install/paths';
import { controlPlaneAddress } from './network';
import { Program, runFolder } from './process';

export const etcdUrl = `http://${controlPlaneAddress}:2379`;
const peerUrl = `http://${controlPlaneAddress}:2380`;

export function startEtcd(): Program {
  const urls = ['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl];
  const peers = ['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl];
  const cluster = ['--initial-cluster', `default=${peerUrl}`, '--data-dir', join(runFolder, 'etcd')];
  return new Program('etcd', binaries.etcd, [...urls, ...peers, ...cluster, '--unsafe-no-fsync']);
}
