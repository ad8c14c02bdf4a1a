import { Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { envoygateway, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const PORT = 50051;

/** A gRPC service that keeps a book of quotes for each desk. Clients name their desk in the metadata. */
export class Quotes extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    const deployment = new kplus.Deployment(this, 'server', {
      replicas: 3,
      containers: [{ image: 'ghcr.io/example/quotes:1.8.2', portNumber: PORT }],
    });
    const service = deployment.exposeViaService({ ports: [{ port: PORT, targetPort: PORT }] });

    new StickyGatewayRoute(this, 'grpc', {
      parentRefs: [{ name: 'internal', namespace: 'gateways', sectionName: 'grpc' }],
      hostnames: ['quotes.internal.example.com'],
      grpc: [
        {
          matches: [{ method: { service: 'quotes.v1.Quotes' } }],
          backendRefs: [{ name: service.name, port: service.port }],
        },
      ],
      stickiness: Stickiness.header('x-desk-id'),
      trafficPolicy: {
        mergeType: 'StrategicMerge',
        timeout: { http: { requestTimeout: '30s' } },
        rateLimit: {
          type: envoygateway.BackendTrafficPolicySpecRateLimitType.LOCAL,
          local: {
            rules: [
              {
                limit: {
                  requests: 100,
                  unit: envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimitUnit.SECOND,
                },
              },
            ],
          },
        },
      },
    });
  }
}
