package com.example;

import io.github.cdk8s_sticky_gateway_route.Stickiness;
import io.github.cdk8s_sticky_gateway_route.StickyGatewayRoute;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpec;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecCircuitBreaker;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecTimeout;
import io.github.cdk8s_sticky_gateway_route.envoygateway.BackendTrafficPolicySpecTimeoutHttp;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecParentRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRules;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesBackendRefs;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesMatches;
import io.github.cdk8s_sticky_gateway_route.gatewayapi.HttpRouteSpecRulesMatchesPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;
import org.cdk8s.Size;
import org.cdk8s.plus33.ContainerLifecycle;
import org.cdk8s.plus33.ContainerProps;
import org.cdk8s.plus33.ContainerResources;
import org.cdk8s.plus33.ContainerSecurityContextProps;
import org.cdk8s.plus33.Cpu;
import org.cdk8s.plus33.CpuResources;
import org.cdk8s.plus33.Deployment;
import org.cdk8s.plus33.DeploymentExposeViaServiceOptions;
import org.cdk8s.plus33.EnvValue;
import org.cdk8s.plus33.Handler;
import org.cdk8s.plus33.MemoryResources;
import org.cdk8s.plus33.Service;
import org.cdk8s.plus33.ServicePort;
import software.constructs.Construct;

/**
 * An MCP server with three replicas, each with its sessions in memory. Each session stays on its pod. Neither the server nor
 * the clients are modified.
 */
public final class McpServer extends Chart {
    private static final int PORT = 3001;

    /** How many seconds a session may continue on a pod that is being replaced. */
    private static final int DRAIN = 600;

    public McpServer(final Construct scope, final String id, final String namespace) {
        super(scope, id, ChartProps.builder().namespace(namespace).build());

        final Service service = Deployment.Builder.create(this, "everything")
                .replicas(3)
                .terminationGracePeriod(Duration.seconds(DRAIN))
                .containers(List.of(container()))
                .build()
                .exposeViaService(DeploymentExposeViaServiceOptions.builder()
                        .ports(List.of(ServicePort.builder().port(80).targetPort(PORT).build()))
                        .build());

        StickyGatewayRoute.Builder.create(this, "mcp")
                .parentRefs(List.of(HttpRouteSpecParentRefs.builder()
                        .name("public")
                        .namespace("gateways")
                        .sectionName("https")
                        .build()))
                .hostnames(List.of("mcp.example.com"))
                .http(List.of(HttpRouteSpecRules.builder()
                        .matches(List.of(HttpRouteSpecRulesMatches.builder()
                                .path(HttpRouteSpecRulesMatchesPath.builder().value("/mcp").build())
                                .build()))
                        .backendRefs(List.of(HttpRouteSpecRulesBackendRefs.builder()
                                .name(service.getName())
                                .port(service.getPort())
                                .build()))
                        .build()))
                .stickiness(Stickiness.mcp())
                .trafficPolicy(BackendTrafficPolicySpec.builder()
                        // Node closes a connection that was idle for 5 s, sometimes just when Envoy sends a request. Envoy closes it
                        // first.
                        .timeout(BackendTrafficPolicySpecTimeout.builder()
                                .http(BackendTrafficPolicySpecTimeoutHttp.builder()
                                        .connectionIdleTimeout("4s")
                                        .build())
                                .build())
                        .circuitBreaker(BackendTrafficPolicySpecCircuitBreaker.builder()
                                .maxConnections(10000)
                                .maxParallelRequests(10000)
                                .maxPendingRequests(10000)
                                .build())
                        .build())
                .build();
    }

    private static ContainerProps container() {
        return ContainerProps.builder()
                .image("node:24-slim")
                .command(List.of(
                        "npx", "--yes", "@modelcontextprotocol/server-everything@2026.8.31", "streamableHttp"))
                .portNumber(PORT)
                // Kubernetes sends SIGTERM only after this hook. Until then the pod keeps its sessions, and new ones go to other pods.
                .lifecycle(ContainerLifecycle.builder()
                        .preStop(Handler.fromCommand(List.of("sleep", String.valueOf(DRAIN - 5))))
                        .build())
                // A Map.of() has another order in each run.
                .envVariables(new TreeMap<>(Map.of(
                        "HOME", EnvValue.fromValue("/tmp"),
                        "PORT", EnvValue.fromValue(String.valueOf(PORT)))))
                .securityContext(ContainerSecurityContextProps.builder()
                        .user(1000)
                        .readOnlyRootFilesystem(false)
                        .build())
                .resources(ContainerResources.builder()
                        .cpu(CpuResources.builder()
                                .request(Cpu.millis(100))
                                .limit(Cpu.units(1))
                                .build())
                        .memory(MemoryResources.builder()
                                .request(Size.mebibytes(128))
                                .limit(Size.mebibytes(512))
                                .build())
                        .build())
                .build();
    }
}
