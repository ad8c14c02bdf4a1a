package main

import (
	"strconv"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	sticky "github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/envoygateway"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/gatewayapi"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2"
)

const mcpPort = 3001

// drain is how many seconds a session may continue on a pod that is being replaced.
const drain = 600

// newMcpServer is an MCP server with three replicas, each with its sessions in memory. Each session stays on its pod. Neither the
// server nor the clients are modified.
func newMcpServer(scope constructs.Construct, id, namespace string) {
	chart := cdk8s.NewChart(scope, &id, &cdk8s.ChartProps{Namespace: &namespace})

	deployment := kplus.NewDeployment(chart, jsii.String("everything"), &kplus.DeploymentProps{
		Replicas:               jsii.Number(3),
		TerminationGracePeriod: cdk8s.Duration_Seconds(jsii.Number(drain)),
		Containers: &[]*kplus.ContainerProps{{
			Image:      jsii.String("node:24-slim"),
			Command:    jsii.Strings("npx", "--yes", "@modelcontextprotocol/server-everything@2026.8.31", "streamableHttp"),
			PortNumber: jsii.Number(mcpPort),
			// Kubernetes sends SIGTERM only after this hook. Until then the pod keeps its sessions, and new ones go to other pods.
			Lifecycle: &kplus.ContainerLifecycle{
				PreStop: kplus.Handler_FromCommand(jsii.Strings("sleep", strconv.Itoa(drain-5))),
			},
			EnvVariables: &map[string]kplus.EnvValue{
				"HOME": kplus.EnvValue_FromValue(jsii.String("/tmp")),
				"PORT": kplus.EnvValue_FromValue(jsii.String(strconv.Itoa(mcpPort))),
			},
			SecurityContext: &kplus.ContainerSecurityContextProps{
				User:                   jsii.Number(1000),
				ReadOnlyRootFilesystem: jsii.Bool(false),
			},
			Resources: &kplus.ContainerResources{
				Cpu: &kplus.CpuResources{
					Request: kplus.Cpu_Millis(jsii.Number(100)),
					Limit:   kplus.Cpu_Units(jsii.Number(1)),
				},
				Memory: &kplus.MemoryResources{
					Request: cdk8s.Size_Mebibytes(jsii.Number(128)),
					Limit:   cdk8s.Size_Mebibytes(jsii.Number(512)),
				},
			},
		}},
	})
	service := deployment.ExposeViaService(&kplus.DeploymentExposeViaServiceOptions{
		Ports: &[]*kplus.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(mcpPort)}},
	})

	sticky.NewStickyGatewayRoute(chart, jsii.String("mcp"), &sticky.StickyGatewayRouteProps{
		ParentRefs: &[]*gatewayapi.HttpRouteSpecParentRefs{
			{Name: jsii.String("public"), Namespace: jsii.String("gateways"), SectionName: jsii.String("https")},
		},
		Hostnames: jsii.Strings("mcp.example.com"),
		Http: &[]*gatewayapi.HttpRouteSpecRules{{
			Matches: &[]*gatewayapi.HttpRouteSpecRulesMatches{
				{Path: &gatewayapi.HttpRouteSpecRulesMatchesPath{Value: jsii.String("/mcp")}},
			},
			BackendRefs: &[]*gatewayapi.HttpRouteSpecRulesBackendRefs{{Name: service.Name(), Port: service.Port()}},
		}},
		Stickiness: sticky.Stickiness_Mcp(),
		TrafficPolicy: &envoygateway.BackendTrafficPolicySpec{
			// Node closes a connection that was idle for 5 s, sometimes just when Envoy sends a request. Envoy closes it first.
			Timeout: &envoygateway.BackendTrafficPolicySpecTimeout{
				Http: &envoygateway.BackendTrafficPolicySpecTimeoutHttp{ConnectionIdleTimeout: jsii.String("4s")},
			},
			CircuitBreaker: &envoygateway.BackendTrafficPolicySpecCircuitBreaker{
				MaxConnections:      jsii.Number(10000),
				MaxParallelRequests: jsii.Number(10000),
				MaxPendingRequests:  jsii.Number(10000),
			},
		},
	})
}
