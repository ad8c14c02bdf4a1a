import { Chart, type ChartProps, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const PORT = 3001;

/** How long a session may go on when its pod is to be replaced. */
const DRAIN = Duration.minutes(10);

/** A stock MCP server on three replicas, each with its sessions in memory; any client, unmodified, stays with its session. */
export class McpServer extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    const deployment = new kplus.Deployment(this, 'everything', {
      replicas: 3,
      terminationGracePeriod: DRAIN,
      containers: [
        {
          image: 'node:24-slim',
          command: ['npx', '--yes', '@modelcontextprotocol/server-everything@2026.8.31', 'streamableHttp'],
          portNumber: PORT,
          // Kubernetes tells the server to end only after this; until then sessions stay, and new ones go to other pods.
          lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', String(DRAIN.toSeconds() - 5)]) },
          envVariables: {
            PORT: kplus.EnvValue.fromValue(String(PORT)),
            HOME: kplus.EnvValue.fromValue('/tmp'),
          },
          securityContext: { user: 1000, readOnlyRootFilesystem: false },
          resources: {
            cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) },
          },
        },
      ],
    });
    const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: PORT }] });

    new StickyGatewayRoute(this, 'mcp', {
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['mcp.example.com'],
      http: [{ matches: [{ path: { value: '/mcp' } }], backendRefs: [{ name: service.name, port: service.port }] }],
      stickiness: Stickiness.mcp(),
      trafficPolicy: {
        // Shorter than the 5 s of Node, which would end connections just when Envoy uses them.
        timeout: { http: { connectionIdleTimeout: '4s' } },
        circuitBreaker: { maxConnections: 10000, maxParallelRequests: 10000, maxPendingRequests: 10000 },
      },
    });
  }
}
