export * as envoygateway from '../imports/gateway.envoyproxy.io';
export * as gatewayapi from '../imports/gateway.networking.k8s.io';
