import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../cluster/control-plane/kube-client';
import { Program, runFolder } from '../../cluster/control-plane/process';
import { waitFor } from '../../cluster/control-plane/wait';
import { askEnvoy } from '../../cluster/gateway/envoy-admin';
import { binaries } from '../../cluster/install/paths';

const ADMIN_PORT = 19_001;

/** The header values that Envoy accepts. Each has its own listener, which Envoy accepts or refuses on its own. */
export async function takenHeaderValues(values: readonly string[]): Promise<Set<string>> {
  const folder = mkdtempSync(join(runFolder, 'header-values-'));
  const listeners = join(folder, 'listeners.json');
  writeFileSync(listeners, JSON.stringify({ version_info: '1', resources: values.map(listener) }));
  const configuration = join(folder, 'envoy.json');
  writeFileSync(configuration, JSON.stringify(bootstrap(listeners)));
  const args = ['--config-path', configuration, '--disable-hot-restart', '--log-level', 'error'];
  const envoy = new Program('envoy-header-values', binaries.envoy, args);
  try {
    const { listener_statuses = [] } = await waitFor('Envoy to have read the listeners', async () => {
      envoy.assertRunning();
      const { state } = await pageOf('/server_info');
      return state === 'LIVE' ? pageOf('/listeners?format=json') : undefined;
    });
    return new Set(listener_statuses.map(({ name }: Manifest) => values[name]));
  } finally {
    await envoy.stop();
  }
}

function bootstrap(path: string): Manifest {
  return {
    node: { id: 'header-values', cluster: 'header-values' },
    admin: { address: { socket_address: { address: '127.0.0.1', port_value: ADMIN_PORT } } },
    dynamic_resources: { lds_config: { resource_api_version: 'V3', path_config_source: { path } } },
  };
}

function listener(value: string, index: number): Manifest {
  const route = {
    match: { prefix: '/' },
    direct_response: { status: 200 },
    response_headers_to_add: [{ header: { key: 'x-a', value } }],
  };
  const manager = {
    '@type': `${EXTENSIONS}.network.http_connection_manager.v3.HttpConnectionManager`,
    stat_prefix: 'http',
    route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route] }] },
    http_filters: [{ name: 'router', typed_config: { '@type': `${EXTENSIONS}.http.router.v3.Router` } }],
  };
  return {
    '@type': 'type.googleapis.com/envoy.config.listener.v3.Listener',
    name: String(index),
    bind_to_port: false,
    address: { socket_address: { address: '127.0.0.1', port_value: index + 1 } },
    filter_chains: [{ filters: [{ name: 'http', typed_config: manager }] }],
  };
}

const EXTENSIONS = 'type.googleapis.com/envoy.extensions.filters';

async function pageOf(path: string): Promise<Manifest> {
  return JSON.parse(await askEnvoy(ADMIN_PORT, path));
}
