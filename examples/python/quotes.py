import cdk8s_plus_33 as kplus
from cdk8s import Chart
from cdk8s_sticky_gateway_route import Stickiness, StickyGatewayRoute, envoygateway, gatewayapi
from constructs import Construct

PORT = 50051


class Quotes(Chart):
    """A gRPC service that keeps a book of quotes for each desk. Clients name their desk in the metadata."""

    def __init__(self, scope: Construct, id: str, *, namespace: str):
        super().__init__(scope, id, namespace=namespace)

        deployment = kplus.Deployment(
            self,
            "server",
            replicas=3,
            containers=[kplus.ContainerProps(image="ghcr.io/example/quotes:1.8.2", port_number=PORT)],
        )
        service = deployment.expose_via_service(ports=[kplus.ServicePort(port=PORT, target_port=PORT)])

        StickyGatewayRoute(
            self,
            "grpc",
            parent_refs=[
                gatewayapi.HttpRouteSpecParentRefs(name="internal", namespace="gateways", section_name="grpc")
            ],
            hostnames=["quotes.internal.example.com"],
            grpc=[
                gatewayapi.GrpcRouteSpecRules(
                    matches=[
                        gatewayapi.GrpcRouteSpecRulesMatches(
                            method=gatewayapi.GrpcRouteSpecRulesMatchesMethod(service="quotes.v1.Quotes")
                        )
                    ],
                    backend_refs=[gatewayapi.GrpcRouteSpecRulesBackendRefs(name=service.name, port=service.port)],
                )
            ],
            stickiness=Stickiness.header("x-desk-id"),
            traffic_policy=envoygateway.BackendTrafficPolicySpec(
                merge_type="StrategicMerge",
                timeout=envoygateway.BackendTrafficPolicySpecTimeout(
                    http=envoygateway.BackendTrafficPolicySpecTimeoutHttp(request_timeout="30s")
                ),
                rate_limit=envoygateway.BackendTrafficPolicySpecRateLimit(
                    type=envoygateway.BackendTrafficPolicySpecRateLimitType.LOCAL,
                    local=envoygateway.BackendTrafficPolicySpecRateLimitLocal(
                        rules=[
                            envoygateway.BackendTrafficPolicySpecRateLimitLocalRules(
                                limit=envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimit(
                                    requests=100,
                                    unit=envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimitUnit.SECOND,
                                )
                            )
                        ]
                    ),
                ),
            ),
        )
