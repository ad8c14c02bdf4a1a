import type {
  GrpcRouteSpecRules,
  GrpcRouteSpecRulesBackendRefs,
  GrpcRouteSpecRulesFilters,
  HttpRouteSpecRules,
  HttpRouteSpecRulesBackendRefs,
  HttpRouteSpecRulesFilters,
} from '../../imports/gateway.networking.k8s.io';
import { itemsOf } from './lists';

export type RuleFilter = HttpRouteSpecRulesFilters | GrpcRouteSpecRulesFilters;
export type Rule = HttpRouteSpecRules | GrpcRouteSpecRules;
export type BackendRef = HttpRouteSpecRulesBackendRefs | GrpcRouteSpecRulesBackendRefs;

export function hasBackends({ backendRefs }: Rule): boolean {
  return itemsOf<BackendRef>(backendRefs).length > 0;
}

/** Whether several backends share the requests of a rule, now or after a change of their weights. */
export function hasSeveralBackends({ backendRefs }: Rule): boolean {
  return itemsOf<BackendRef>(backendRefs).length > 1;
}
