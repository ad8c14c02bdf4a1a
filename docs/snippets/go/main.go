package main

import (
	"github.com/aws/jsii-runtime-go"
	sticky "github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/gatewayapi"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	sticky.NewStickyGatewayRoute(chart, jsii.String("web"), &sticky.StickyGatewayRouteProps{
		ParentRefs: &[]*gatewayapi.HttpRouteSpecParentRefs{{Name: jsii.String("public"), Namespace: jsii.String("gateways")}},
		Hostnames:  jsii.Strings("shop.example.com"),
		Http: &[]*gatewayapi.HttpRouteSpecRules{{
			BackendRefs: &[]*gatewayapi.HttpRouteSpecRulesBackendRefs{{Name: jsii.String("web"), Port: jsii.Number(80)}},
		}},
		Stickiness: sticky.Stickiness_SessionCookie(&sticky.SessionCookieOptions{Name: jsii.String("pod")}),
	})
	app.Synth()
}
