import type {
  GrpcRouteSpecRules,
  GrpcRouteSpecRulesBackendRefs,
  GrpcRouteSpecRulesFilters,
  GrpcRouteSpecRulesMatches,
  HttpRouteSpecRules,
  HttpRouteSpecRulesBackendRefs,
  HttpRouteSpecRulesFilters,
  HttpRouteSpecRulesMatches,
} from '../../imports/gateway.networking.k8s.io';

export type Rule = HttpRouteSpecRules | GrpcRouteSpecRules;
export type Match = HttpRouteSpecRulesMatches | GrpcRouteSpecRulesMatches;
export type RuleFilter = HttpRouteSpecRulesFilters | GrpcRouteSpecRulesFilters;
export type BackendRef = HttpRouteSpecRulesBackendRefs | GrpcRouteSpecRulesBackendRefs;
