package com.example;

import io.github.cdk8s_sticky_gateway_route.StickyGatewayRoute;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecParentRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRules;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesBackendRefs;
import java.util.List;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.plus33.ContainerProps;
import org.cdk8s.plus33.Deployment;
import org.cdk8s.plus33.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus33.Service;
import org.cdk8s.plus33.ServicePort;
import software.constructs.Construct;

/** A web shop with baskets in memory. The default cookie keeps browsers on their pod; a canary gets a tenth of them. */
public final class Shop extends Chart {
    private static final int PORT = 8080;

    public Shop(final Construct scope, final String id, final String namespace) {
        super(scope, id, ChartProps.builder().namespace(namespace).build());

        final Service stable = release("stable", "ghcr.io/example/shop:2.4.0", 3);
        final Service canary = release("canary", "ghcr.io/example/shop:2.5.0-rc.1", 1);
        StickyGatewayRoute.Builder.create(this, "web")
                .parentRefs(List.of(HttpRouteSpecParentRefs.builder()
                        .name("public")
                        .namespace("gateways")
                        .sectionName("https")
                        .build()))
                .hostnames(List.of("shop.example.com", "www.shop.example.com"))
                .http(List.of(HttpRouteSpecRules.builder()
                        .backendRefs(List.of(backend(stable, 90), backend(canary, 10)))
                        .build()))
                .acknowledge(List.of("weighted-cookie"))
                .build();
    }

    private Service release(final String id, final String image, final int replicas) {
        return Deployment.Builder.create(this, id)
                .replicas(replicas)
                .containers(List.of(ContainerProps.builder().image(image).portNumber(PORT).build()))
                .build()
                .exposeViaService(DeploymentExposeViaServiceOptions.builder()
                        .ports(List.of(ServicePort.builder().port(80).targetPort(PORT).build()))
                        .build());
    }

    private static HttpRouteSpecRulesBackendRefs backend(final Service service, final int weight) {
        return HttpRouteSpecRulesBackendRefs.builder()
                .name(service.getName())
                .port(service.getPort())
                .weight(weight)
                .build();
    }
}
