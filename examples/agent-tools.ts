import { Chart, type ChartProps, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const PORT = 5678;

/** A workflow engine that offers MCP tools over server-sent events; its clients name their session in a header. */
export class AgentTools extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    const deployment = new kplus.Deployment(this, 'n8n', {
      replicas: 3,
      containers: [
        {
          image: 'n8nio/n8n:1.110.1',
          portNumber: PORT,
          securityContext: { user: 1000, readOnlyRootFilesystem: false },
          resources: {
            cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(1) },
            memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
          },
        },
      ],
    });
    const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: PORT }] });

    new StickyGatewayRoute(this, 'mcp', {
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['tools.example.com'],
      http: [{ matches: [{ path: { value: '/mcp' } }], backendRefs: [{ name: service.name, port: service.port }] }],
      stickiness: Stickiness.header('X-Workspace-Id'),
      streaming: true,
    });
  }
}
