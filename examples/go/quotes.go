package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	sticky "github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/envoygateway"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/gatewayapi"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2"
)

const quotesPort = 50051

// newQuotes is a gRPC service that keeps a book of quotes for each desk. Clients name their desk in the metadata.
func newQuotes(scope constructs.Construct, id, namespace string) {
	chart := cdk8s.NewChart(scope, &id, &cdk8s.ChartProps{Namespace: &namespace})

	deployment := kplus.NewDeployment(chart, jsii.String("server"), &kplus.DeploymentProps{
		Replicas: jsii.Number(3),
		Containers: &[]*kplus.ContainerProps{
			{Image: jsii.String("ghcr.io/example/quotes:1.8.2"), PortNumber: jsii.Number(quotesPort)},
		},
	})
	service := deployment.ExposeViaService(&kplus.DeploymentExposeViaServiceOptions{
		Ports: &[]*kplus.ServicePort{{Port: jsii.Number(quotesPort), TargetPort: jsii.Number(quotesPort)}},
	})

	sticky.NewStickyGatewayRoute(chart, jsii.String("grpc"), &sticky.StickyGatewayRouteProps{
		ParentRefs: &[]*gatewayapi.HttpRouteSpecParentRefs{
			{Name: jsii.String("internal"), Namespace: jsii.String("gateways"), SectionName: jsii.String("grpc")},
		},
		Hostnames: jsii.Strings("quotes.internal.example.com"),
		Grpc: &[]*gatewayapi.GrpcRouteSpecRules{{
			Matches: &[]*gatewayapi.GrpcRouteSpecRulesMatches{
				{Method: &gatewayapi.GrpcRouteSpecRulesMatchesMethod{Service: jsii.String("quotes.v1.Quotes")}},
			},
			BackendRefs: &[]*gatewayapi.GrpcRouteSpecRulesBackendRefs{{Name: service.Name(), Port: service.Port()}},
		}},
		Stickiness: sticky.Stickiness_Header(jsii.String("x-desk-id"), nil),
		TrafficPolicy: &envoygateway.BackendTrafficPolicySpec{
			MergeType: jsii.String("StrategicMerge"),
			Timeout: &envoygateway.BackendTrafficPolicySpecTimeout{
				Http: &envoygateway.BackendTrafficPolicySpecTimeoutHttp{RequestTimeout: jsii.String("30s")},
			},
			RateLimit: &envoygateway.BackendTrafficPolicySpecRateLimit{
				Type: envoygateway.BackendTrafficPolicySpecRateLimitType_LOCAL,
				Local: &envoygateway.BackendTrafficPolicySpecRateLimitLocal{
					Rules: &[]*envoygateway.BackendTrafficPolicySpecRateLimitLocalRules{{
						Limit: &envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimit{
							Requests: jsii.Number(100),
							Unit:     envoygateway.BackendTrafficPolicySpecRateLimitLocalRulesLimitUnit_SECOND,
						},
					}},
				},
			},
		},
	})
}
