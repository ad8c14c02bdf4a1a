import { HttpRouteSpecRulesSessionPersistenceType as PersistenceType } from '../../imports/gateway.networking.k8s.io';
import type { StickinessParts } from './stickiness-parts';

const FILTER = 'envoy.filters.http.stateful_session';
const TYPES = 'type.googleapis.com/envoy.extensions';

/**
 * Envoy's envelope session state in the place of the header session state of Envoy Gateway.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/stateful_session_filter
 */
export function envelope(header: string): StickinessParts {
  const sessionState = {
    name: 'envoy.http.stateful_session.envelope',
    typed_config: {
      '@type': `${TYPES}.http.stateful_session.envelope.v3.EnvelopeSessionState`,
      header: { name: header },
    },
  };
  return {
    sessionHeader: header,
    sessionPersistence: { sessionName: header, type: PersistenceType.HEADER },
    routePatch: {
      path: `/typed_per_filter_config/${FILTER}`,
      value: {
        '@type': `${TYPES}.filters.http.stateful_session.v3.StatefulSessionPerRoute`,
        stateful_session: { session_state: sessionState },
      },
    },
  };
}
