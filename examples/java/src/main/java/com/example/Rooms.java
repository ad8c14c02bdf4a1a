package com.example;

import io.github.cdk8s_sticky_gateway_route.Stickiness;
import io.github.cdk8s_sticky_gateway_route.StickyGatewayRoute;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecParentRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRules;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesBackendRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesMatches;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesMatchesPath;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesMatchesPathType;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.plus33.ContainerProps;
import org.cdk8s.plus33.Deployment;
import org.cdk8s.plus33.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus33.Service;
import org.cdk8s.plus33.ServicePort;
import software.constructs.Construct;

/** A game server with rooms in memory. All players of a room reach its pod; the list of rooms may come from any pod. */
public final class Rooms extends Chart {
    private static final int PORT = 8080;

    public Rooms(final Construct scope, final String id, final String namespace) {
        super(scope, id, ChartProps.builder().namespace(namespace).build());

        final Service service = Deployment.Builder.create(this, "server")
                .replicas(3)
                .containers(List.of(ContainerProps.builder()
                        .image("ghcr.io/example/rooms:3.1.0")
                        .portNumber(PORT)
                        .build()))
                .build()
                .exposeViaService(DeploymentExposeViaServiceOptions.builder()
                        .ports(List.of(ServicePort.builder().port(80).targetPort(PORT).build()))
                        .build());

        StickyGatewayRoute.Builder.create(this, "rooms")
                .parentRefs(List.of(HttpRouteSpecParentRefs.builder()
                        .name("public")
                        .namespace("gateways")
                        .sectionName("https")
                        .build()))
                .hostnames(List.of("play.example.com"))
                .http(List.of(
                        rule("room", HttpRouteSpecRulesMatchesPath.builder().value("/rooms/").build(), service),
                        rule(
                                "list",
                                HttpRouteSpecRulesMatchesPath.builder()
                                        .type(HttpRouteSpecRulesMatchesPathType.EXACT)
                                        .value("/rooms")
                                        .build(),
                                service)))
                .stickiness(Stickiness.path("/rooms/{room}"))
                .ruleStickiness(Map.of("list", Stickiness.none()))
                .build();
    }

    private static HttpRouteSpecRules rule(
            final String name, final HttpRouteSpecRulesMatchesPath path, final Service service) {
        return HttpRouteSpecRules.builder()
                .name(name)
                .matches(List.of(HttpRouteSpecRulesMatches.builder().path(path).build()))
                .backendRefs(List.of(HttpRouteSpecRulesBackendRefs.builder()
                        .name(service.getName())
                        .port(service.getPort())
                        .build()))
                .build();
    }
}
