module example.com/routes

go 1.25

require (
	github.com/aws/constructs-go/constructs/v10 v10.5.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk8s-sticky-gateway-route/cdk8s-sticky-gateway-route-go/stickygatewayroute v0.1.0
	github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v2.70.0
	github.com/cdk8s-team/cdk8s-plus-go/cdk8splus33/v2 v2.5.57
)
