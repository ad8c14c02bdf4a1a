import type { GrpcRouteSpecRulesMatches, HttpRouteSpecRulesMatches } from '../../imports/gateway.networking.k8s.io';
import type { CheckedProps } from '../checks/checked-props';
import { conditionsKey, grpcConditions, httpConditions, matchesOf } from '../route/precedence';
import type { Warn } from './warning';

/** HTTP and gRPC rules that match the same requests: they are in different routes, and only the older route gets them. */
export function warnOfOverlaps({ http = [], grpc = [] }: CheckedProps, warn: Warn): void {
  if (http.length === 0 || grpc.length === 0) {
    return;
  }
  const ofHttp = new Map<string, string>();
  http.forEach((rule, i) => {
    for (const match of matchesOf<HttpRouteSpecRulesMatches>(rule)) {
      ofHttp.set(conditionsKey(httpConditions(match)), `http[${i}]`);
    }
  });
  grpc.forEach((rule, i) => {
    const keys = matchesOf<GrpcRouteSpecRulesMatches>(rule).map((match) => conditionsKey(grpcConditions(match)));
    const rival = keys.map((key) => ofHttp.get(key)).find((place) => place !== undefined);
    if (rival !== undefined) {
      warn({
        id: 'overlap',
        property: `grpc[${i}].matches`,
        text: `${rival} matches the same requests, and only one of the two gets them; name the service in the gRPC match`,
      });
    }
  });
}
