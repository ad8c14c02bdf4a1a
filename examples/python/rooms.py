import cdk8s_plus_33 as kplus
from cdk8s import Chart
from cdk8s_sticky_gateway_route import Stickiness, StickyGatewayRoute, gatewayapi
from constructs import Construct

PORT = 8080


class Rooms(Chart):
    """A game server with rooms in memory. All players of a room reach its pod; the list of rooms may come from any pod."""

    def __init__(self, scope: Construct, id: str, *, namespace: str):
        super().__init__(scope, id, namespace=namespace)

        deployment = kplus.Deployment(
            self,
            "server",
            replicas=3,
            containers=[kplus.ContainerProps(image="ghcr.io/example/rooms:3.1.0", port_number=PORT)],
        )
        service = deployment.expose_via_service(ports=[kplus.ServicePort(port=80, target_port=PORT)])
        backend_refs = [gatewayapi.HttpRouteSpecRulesBackendRefs(name=service.name, port=service.port)]

        StickyGatewayRoute(
            self,
            "rooms",
            parent_refs=[
                gatewayapi.HttpRouteSpecParentRefs(name="public", namespace="gateways", section_name="https")
            ],
            hostnames=["play.example.com"],
            http=[
                gatewayapi.HttpRouteSpecRules(
                    name="room",
                    matches=[
                        gatewayapi.HttpRouteSpecRulesMatches(
                            path=gatewayapi.HttpRouteSpecRulesMatchesPath(value="/rooms/")
                        )
                    ],
                    backend_refs=backend_refs,
                ),
                gatewayapi.HttpRouteSpecRules(
                    name="list",
                    matches=[
                        gatewayapi.HttpRouteSpecRulesMatches(
                            path=gatewayapi.HttpRouteSpecRulesMatchesPath(
                                type=gatewayapi.HttpRouteSpecRulesMatchesPathType.EXACT, value="/rooms"
                            )
                        )
                    ],
                    backend_refs=backend_refs,
                ),
            ],
            stickiness=Stickiness.path("/rooms/{room}"),
            rule_stickiness={"list": Stickiness.none()},
        )
