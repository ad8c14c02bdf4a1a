package com.example;

import io.github.cdk8s_sticky_gateway_route.SessionCookieOptions;
import io.github.cdk8s_sticky_gateway_route.Stickiness;
import io.github.cdk8s_sticky_gateway_route.StickyGatewayRoute;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecParentRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRules;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesBackendRefs;
import java.util.List;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

public class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "shop", ChartProps.builder().namespace("shop").build());
        StickyGatewayRoute.Builder.create(chart, "web")
            .parentRefs(List.of(HttpRouteSpecParentRefs.builder().name("public").namespace("gateways").build()))
            .hostnames(List.of("shop.example.com"))
            .http(List.of(HttpRouteSpecRules.builder()
                .backendRefs(List.of(HttpRouteSpecRulesBackendRefs.builder().name("web").port(80).build()))
                .build()))
            .stickiness(Stickiness.sessionCookie(SessionCookieOptions.builder().name("pod").build()))
            .build();
        app.synth();
    }
}
