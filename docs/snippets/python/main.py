from cdk8s import App, Chart
from cdk8s_sticky_gateway_route import Stickiness, StickyGatewayRoute
from cdk8s_sticky_gateway_route.gatewayapi import (
    HttpRouteSpecParentRefs,
    HttpRouteSpecRules,
    HttpRouteSpecRulesBackendRefs,
)

app = App()
chart = Chart(app, "shop", namespace="shop")
StickyGatewayRoute(
    chart,
    "web",
    parent_refs=[HttpRouteSpecParentRefs(name="public", namespace="gateways")],
    hostnames=["shop.example.com"],
    http=[HttpRouteSpecRules(backend_refs=[HttpRouteSpecRulesBackendRefs(name="web", port=80)])],
    stickiness=Stickiness.session_cookie(name="pod"),
)
app.synth()
