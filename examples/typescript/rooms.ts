import { Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { gatewayapi, Stickiness, StickyGatewayRoute } from 'cdk8s-sticky-gateway-route';
import type { Construct } from 'constructs';

const { HttpRouteSpecRulesMatchesPathType: PathType } = gatewayapi;

const PORT = 8080;

/** A game server with rooms in memory. All players of a room reach its pod; the list of rooms may come from any pod. */
export class Rooms extends Chart {
  public constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    const deployment = new kplus.Deployment(this, 'server', {
      replicas: 3,
      containers: [{ image: 'ghcr.io/example/rooms:3.1.0', portNumber: PORT }],
    });
    const service = deployment.exposeViaService({ ports: [{ port: 80, targetPort: PORT }] });
    const backendRefs = [{ name: service.name, port: service.port }];

    new StickyGatewayRoute(this, 'rooms', {
      parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
      hostnames: ['play.example.com'],
      http: [
        { name: 'room', matches: [{ path: { value: '/rooms/' } }], backendRefs },
        { name: 'list', matches: [{ path: { type: PathType.EXACT, value: '/rooms' } }], backendRefs },
      ],
      stickiness: Stickiness.path('/rooms/{room}'),
      ruleStickiness: { list: Stickiness.none() },
    });
  }
}
