import cdk8s_plus_33 as kplus
from cdk8s import Chart, Duration, Size
from cdk8s_sticky_gateway_route import Stickiness, StickyGatewayRoute, envoygateway, gatewayapi
from constructs import Construct

PORT = 3001

# How long a session may continue on a pod that is being replaced.
DRAIN = Duration.minutes(10)


class McpServer(Chart):
    """An MCP server with three replicas, each with its sessions in memory. Each session stays on its pod.

    Neither the server nor the clients are modified.
    """

    def __init__(self, scope: Construct, id: str, *, namespace: str):
        super().__init__(scope, id, namespace=namespace)

        deployment = kplus.Deployment(
            self,
            "everything",
            replicas=3,
            termination_grace_period=DRAIN,
            containers=[
                kplus.ContainerProps(
                    image="node:24-slim",
                    command=["npx", "--yes", "@modelcontextprotocol/server-everything@2026.8.31", "streamableHttp"],
                    port_number=PORT,
                    # Kubernetes sends SIGTERM only after this hook. Until then the pod keeps its sessions, and new ones go to other pods.
                    lifecycle=kplus.ContainerLifecycle(
                        pre_stop=kplus.Handler.from_command(["sleep", str(int(DRAIN.to_seconds()) - 5)])
                    ),
                    env_variables={
                        "HOME": kplus.EnvValue.from_value("/tmp"),
                        "PORT": kplus.EnvValue.from_value(str(PORT)),
                    },
                    security_context=kplus.ContainerSecurityContextProps(user=1000, read_only_root_filesystem=False),
                    resources=kplus.ContainerResources(
                        cpu=kplus.CpuResources(request=kplus.Cpu.millis(100), limit=kplus.Cpu.units(1)),
                        memory=kplus.MemoryResources(request=Size.mebibytes(128), limit=Size.mebibytes(512)),
                    ),
                )
            ],
        )
        service = deployment.expose_via_service(ports=[kplus.ServicePort(port=80, target_port=PORT)])

        StickyGatewayRoute(
            self,
            "mcp",
            parent_refs=[
                gatewayapi.HttpRouteSpecParentRefs(name="public", namespace="gateways", section_name="https")
            ],
            hostnames=["mcp.example.com"],
            http=[
                gatewayapi.HttpRouteSpecRules(
                    matches=[
                        gatewayapi.HttpRouteSpecRulesMatches(
                            path=gatewayapi.HttpRouteSpecRulesMatchesPath(value="/mcp")
                        )
                    ],
                    backend_refs=[gatewayapi.HttpRouteSpecRulesBackendRefs(name=service.name, port=service.port)],
                )
            ],
            stickiness=Stickiness.mcp(),
            traffic_policy=envoygateway.BackendTrafficPolicySpec(
                # Node closes a connection that was idle for 5 s, sometimes just when Envoy sends a request. Envoy closes it first.
                timeout=envoygateway.BackendTrafficPolicySpecTimeout(
                    http=envoygateway.BackendTrafficPolicySpecTimeoutHttp(connection_idle_timeout="4s")
                ),
                circuit_breaker=envoygateway.BackendTrafficPolicySpecCircuitBreaker(
                    max_connections=10000, max_parallel_requests=10000, max_pending_requests=10000
                ),
            ),
        )
