import cdk8s_plus_33 as kplus
from cdk8s import Chart
from cdk8s_sticky_gateway_route import StickyGatewayRoute, gatewayapi
from constructs import Construct

PORT = 8080


class Shop(Chart):
    """A web shop with baskets in memory. The default cookie keeps browsers on their pod; a canary gets a tenth of them."""

    def __init__(self, scope: Construct, id: str, *, namespace: str):
        super().__init__(scope, id, namespace=namespace)

        stable = self._release("stable", "ghcr.io/example/shop:2.4.0", 3)
        canary = self._release("canary", "ghcr.io/example/shop:2.5.0-rc.1", 1)
        StickyGatewayRoute(
            self,
            "web",
            parent_refs=[
                gatewayapi.HttpRouteSpecParentRefs(name="public", namespace="gateways", section_name="https")
            ],
            hostnames=["shop.example.com", "www.shop.example.com"],
            http=[
                gatewayapi.HttpRouteSpecRules(
                    backend_refs=[
                        gatewayapi.HttpRouteSpecRulesBackendRefs(name=stable.name, port=stable.port, weight=90),
                        gatewayapi.HttpRouteSpecRulesBackendRefs(name=canary.name, port=canary.port, weight=10),
                    ]
                )
            ],
            acknowledge=["weighted-cookie"],
        )

    def _release(self, id: str, image: str, replicas: int) -> kplus.Service:
        deployment = kplus.Deployment(
            self, id, replicas=replicas, containers=[kplus.ContainerProps(image=image, port_number=PORT)]
        )
        return deployment.expose_via_service(ports=[kplus.ServicePort(port=80, target_port=PORT)])
