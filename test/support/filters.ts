import { HttpRouteSpecRulesFiltersType as FilterType } from '../../imports/gateway.networking.k8s.io';

/** A filter that changes the headers of requests. */
export const request = (requestHeaderModifier: object) => ({
  type: FilterType.REQUEST_HEADER_MODIFIER,
  requestHeaderModifier,
});

/** A filter that changes the headers of responses. */
export const response = (responseHeaderModifier: object) => ({
  type: FilterType.RESPONSE_HEADER_MODIFIER,
  responseHeaderModifier,
});
