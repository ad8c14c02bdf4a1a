package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	sticky "github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute"
	"github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute/gatewayapi"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
	kplus "github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2"
)

const shopPort = 8080

// newShop is a web shop with baskets in memory. The default cookie keeps browsers on their pod; a canary gets a tenth of them.
func newShop(scope constructs.Construct, id, namespace string) {
	chart := cdk8s.NewChart(scope, &id, &cdk8s.ChartProps{Namespace: &namespace})

	stable := release(chart, "stable", "ghcr.io/example/shop:2.4.0", 3)
	canary := release(chart, "canary", "ghcr.io/example/shop:2.5.0-rc.1", 1)
	sticky.NewStickyGatewayRoute(chart, jsii.String("web"), &sticky.StickyGatewayRouteProps{
		ParentRefs: &[]*gatewayapi.HttpRouteSpecParentRefs{
			{Name: jsii.String("public"), Namespace: jsii.String("gateways"), SectionName: jsii.String("https")},
		},
		Hostnames: jsii.Strings("shop.example.com", "www.shop.example.com"),
		Http: &[]*gatewayapi.HttpRouteSpecRules{{
			BackendRefs: &[]*gatewayapi.HttpRouteSpecRulesBackendRefs{
				{Name: stable.Name(), Port: stable.Port(), Weight: jsii.Number(90)},
				{Name: canary.Name(), Port: canary.Port(), Weight: jsii.Number(10)},
			},
		}},
		Acknowledge: jsii.Strings("weighted-cookie"),
	})
}

func release(chart cdk8s.Chart, id, image string, replicas int) kplus.Service {
	deployment := kplus.NewDeployment(chart, &id, &kplus.DeploymentProps{
		Replicas:   jsii.Number(replicas),
		Containers: &[]*kplus.ContainerProps{{Image: &image, PortNumber: jsii.Number(shopPort)}},
	})
	return deployment.ExposeViaService(&kplus.DeploymentExposeViaServiceOptions{
		Ports: &[]*kplus.ServicePort{{Port: jsii.Number(80), TargetPort: jsii.Number(shopPort)}},
	})
}
