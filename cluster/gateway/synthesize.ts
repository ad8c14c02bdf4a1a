import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Yaml } from 'cdk8s';
import { type gatewayapi, StickyGatewayRoute, type StickyGatewayRouteProps } from 'cdk8s-sticky-gateway-route';
import type { Manifest } from '../control-plane/kube-client';
import { runFolder } from '../control-plane/process';
import { namespace } from './namespace';

/** The manifests in the files that `cdk8s synth` writes. */
export function synthesizeApp(build: (app: App) => void): Manifest[] {
  const outdir = mkdtempSync(join(runFolder, 'dist-'));
  const app = new App({ outdir });
  build(app);
  app.synth();
  return readdirSync(outdir).flatMap((file) => Yaml.load(join(outdir, file)));
}

/** The manifests of one construct. It serves `<name>.test` from the Service `api` unless the properties say otherwise. */
export function stickyRoute(
  { parentRef }: { readonly parentRef: gatewayapi.HttpRouteSpecParentRefs },
  name: string,
  props: Partial<StickyGatewayRouteProps> = {},
): Manifest[] {
  const http = props.grpc ? undefined : [{ backendRefs: [{ name: 'api', port: 80 }] }];
  const defaults = { metadata: { name }, parentRefs: [parentRef], hostnames: [`${name}.test`], http };
  return synthesizeApp((app) => {
    const chart = new Chart(app, 'chart', { namespace });
    new StickyGatewayRoute(chart, name, { ...defaults, ...props });
  });
}
