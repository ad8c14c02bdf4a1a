package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	sticky "github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/gatewayapi"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2"
)

const roomsPort = 8080

// newRooms is a game server with rooms in memory. All players of a room reach its pod; the list of rooms may come from any pod.
func newRooms(scope constructs.Construct, id, namespace string) {
	chart := cdk8s.NewChart(scope, &id, &cdk8s.ChartProps{Namespace: &namespace})

	deployment := kplus.NewDeployment(chart, jsii.String("server"), &kplus.DeploymentProps{
		Replicas: jsii.Number(3),
		Containers: &[]*kplus.ContainerProps{
			{Image: jsii.String("ghcr.io/example/rooms:3.1.0"), PortNumber: jsii.Number(roomsPort)},
		},
	})
	service := deployment.ExposeViaService(&kplus.DeploymentExposeViaServiceOptions{
		Ports: &[]*kplus.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(roomsPort)}},
	})
	backendRefs := &[]*gatewayapi.HttpRouteSpecRulesBackendRefs{{Name: service.Name(), Port: service.Port()}}

	sticky.NewStickyGatewayRoute(chart, jsii.String("rooms"), &sticky.StickyGatewayRouteProps{
		ParentRefs: &[]*gatewayapi.HttpRouteSpecParentRefs{
			{Name: jsii.String("public"), Namespace: jsii.String("gateways"), SectionName: jsii.String("https")},
		},
		Hostnames: jsii.Strings("play.example.com"),
		Http: &[]*gatewayapi.HttpRouteSpecRules{
			{
				Name: jsii.String("room"),
				Matches: &[]*gatewayapi.HttpRouteSpecRulesMatches{
					{Path: &gatewayapi.HttpRouteSpecRulesMatchesPath{Value: jsii.String("/rooms/")}},
				},
				BackendRefs: backendRefs,
			},
			{
				Name: jsii.String("list"),
				Matches: &[]*gatewayapi.HttpRouteSpecRulesMatches{{
					Path: &gatewayapi.HttpRouteSpecRulesMatchesPath{
						Type:  gatewayapi.HttpRouteSpecRulesMatchesPathType_EXACT,
						Value: jsii.String("/rooms"),
					},
				}},
				BackendRefs: backendRefs,
			},
		},
		Stickiness:     sticky.Stickiness_Path(jsii.String("/rooms/{room}"), nil),
		RuleStickiness: &map[string]sticky.Stickiness{"list": sticky.Stickiness_None()},
	})
}
