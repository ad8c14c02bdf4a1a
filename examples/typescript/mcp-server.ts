import { Chart, type ChartProps, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const PORT = 3001;

/** How long a session may continue on a pod that is being replaced. */
const DRAIN = Duration.minutes(10);

/**
 * An MCP server with three replicas, each with its sessions in memory. Each session stays on its pod. Neither the server nor
 * the clients are modified.
 */
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
          // Kubernetes sends SIGTERM only after this hook. Until then the pod keeps its sessions, and new ones go to other pods.
          lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', String(DRAIN.toSeconds() - 5)]) },
          envVariables: {
            HOME: kplus.EnvValue.fromValue('/tmp'),
            PORT: kplus.EnvValue.fromValue(String(PORT)),
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
        // Node closes a connection that was idle for 5 s, sometimes just when Envoy sends a request. Envoy closes it first.
        timeout: { http: { connectionIdleTimeout: '4s' } },
        circuitBreaker: { maxConnections: 10000, maxParallelRequests: 10000, maxPendingRequests: 10000 },
      },
    });
  }
}
