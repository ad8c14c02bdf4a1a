import { installApiServer } from './api-server';
import { modules } from './modules';

/** Builds and downloads what the hunt needs; from then on it needs no network. */
export function installReal(): void {
  installApiServer();
  modules();
}
