import { Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const PORT = 8080;

/** A web shop with baskets in memory. The default cookie keeps browsers on their pod; a canary gets a tenth of them. */
export class Shop extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    const stable = this.release('stable', 'ghcr.io/example/shop:2.4.0', 3);
    const canary = this.release('canary', 'ghcr.io/example/shop:2.5.0-rc.1', 1);
    new StickyGatewayRoute(this, 'web', {
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['shop.example.com', 'www.shop.example.com'],
      http: [
        {
          backendRefs: [
            { name: stable.name, port: stable.port, weight: 90 },
            { name: canary.name, port: canary.port, weight: 10 },
          ],
        },
      ],
      acknowledge: ['weighted-cookie'],
    });
  }

  private release(id: string, image: string, replicas: number): kplus.Service {
    const deployment = new kplus.Deployment(this, id, { replicas, containers: [{ image, portNumber: PORT }] });
    return deployment.exposeViaService({ ports: [{ port: 80, targetPort: PORT }] });
  }
}
