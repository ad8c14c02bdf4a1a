package com.example;

import io.github.cdk8s_sticky_gateway_route.Stickiness;
import io.github.cdk8s_sticky_gateway_route.StickyGatewayRoute;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpec;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimit;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimitLocal;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimitLocalRules;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimit;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimitUnit;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecRateLimitType;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecTimeout;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecTimeoutHttp;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.GrpcRouteSpecRules;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.GrpcRouteSpecRulesBackendRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.GrpcRouteSpecRulesMatches;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.GrpcRouteSpecRulesMatchesMethod;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecParentRefs;
import java.util.List;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.plus33.ContainerProps;
import org.cdk8s.plus33.Deployment;
import org.cdk8s.plus33.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus33.Service;
import org.cdk8s.plus33.ServicePort;
import software.constructs.Construct;

/** A gRPC service that keeps a book of quotes for each desk. Clients name their desk in the metadata. */
public final class Quotes extends Chart {
    private static final int PORT = 50051;

    public Quotes(final Construct scope, final String id, final String namespace) {
        super(scope, id, ChartProps.builder().namespace(namespace).build());

        final Service service = Deployment.Builder.create(this, "server")
                .replicas(3)
                .containers(List.of(ContainerProps.builder()
                        .image("ghcr.io/example/quotes:1.8.2")
                        .portNumber(PORT)
                        .build()))
                .build()
                .exposeViaService(DeploymentExposeViaServiceOptions.builder()
                        .ports(List.of(ServicePort.builder().port(PORT).targetPort(PORT).build()))
                        .build());

        StickyGatewayRoute.Builder.create(this, "grpc")
                .parentRefs(List.of(HttpRouteSpecParentRefs.builder()
                        .name("internal")
                        .namespace("gateways")
                        .sectionName("grpc")
                        .build()))
                .hostnames(List.of("quotes.internal.example.com"))
                .grpc(List.of(GrpcRouteSpecRules.builder()
                        .matches(List.of(GrpcRouteSpecRulesMatches.builder()
                                .method(GrpcRouteSpecRulesMatchesMethod.builder()
                                        .service("quotes.v1.Quotes")
                                        .build())
                                .build()))
                        .backendRefs(List.of(GrpcRouteSpecRulesBackendRefs.builder()
                                .name(service.getName())
                                .port(service.getPort())
                                .build()))
                        .build()))
                .stickiness(Stickiness.header("x-desk-id"))
                .trafficPolicy(BackendTrafficPolicySpec.builder()
                        .mergeType("StrategicMerge")
                        .timeout(BackendTrafficPolicySpecTimeout.builder()
                                .http(BackendTrafficPolicySpecTimeoutHttp.builder()
                                        .requestTimeout("30s")
                                        .build())
                                .build())
                        .rateLimit(requestsPerSecond(100))
                        .build())
                .build();
    }

    private static BackendTrafficPolicySpecRateLimit requestsPerSecond(final int requests) {
        return BackendTrafficPolicySpecRateLimit.builder()
                .type(BackendTrafficPolicySpecRateLimitType.LOCAL)
                .local(BackendTrafficPolicySpecRateLimitLocal.builder()
                        .rules(List.of(BackendTrafficPolicySpecRateLimitLocalRules.builder()
                                .limit(BackendTrafficPolicySpecRateLimitLocalRulesLimit.builder()
                                        .requests(requests)
                                        .unit(BackendTrafficPolicySpecRateLimitLocalRulesLimitUnit.SECOND)
                                        .build())
                                .build()))
                        .build())
                .build();
    }
}
