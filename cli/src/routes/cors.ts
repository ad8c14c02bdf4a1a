import { flagOf } from 'cdk8s-sticky-gateway-route/lib/src/ingress-nginx/values';
import type { Location } from '../ingress-nginx/model';
import type { Report } from '../report/report';
import type { JsonObject } from './route-plan';

/** What ingress-nginx sends unless it is annotated. */
const DEFAULTS = {
  'cors-allow-origin': '*',
  'cors-allow-methods': 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
  'cors-allow-headers':
    'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization',
  'cors-expose-headers': '',
  'cors-max-age': '1728000',
};

/** The CORS filter of `enable-cors`. */
export function corsFilter({ owner: { ingress, settings } }: Location, report: Report): JsonObject[] {
  const { annotations } = settings;
  const none = () => undefined;
  if (!flagOf(annotations, 'enable-cors', none)) {
    report.tell(ingress, 'enable-cors', 'no-op', 'false is the default');
    return [];
  }
  const listOf = (name: keyof typeof DEFAULTS) => {
    report.tell(ingress, name, 'exact', '');
    return (annotations[name] ?? DEFAULTS[name]).split(',').flatMap((item) => item.trim() || []);
  };
  const origins = listOf('cors-allow-origin');
  const asksCredentials = flagOf(annotations, 'cors-allow-credentials', none, true);
  const isAnyOrigin = origins.includes('*');
  // Browsers refuse credentials for "*"; Envoy would name the origin instead, and so allow them to every site.
  const allowsCredentials = asksCredentials && !isAnyOrigin;
  report.tell(
    ingress,
    'cors-allow-credentials',
    asksCredentials && isAnyOrigin ? 'near' : 'exact',
    asksCredentials && isAnyOrigin ? 'false, as browsers refuse credentials for every origin anyway' : '',
  );
  report.tell(
    ingress,
    'enable-cors',
    'near',
    'all values are written, the defaults of ingress-nginx included; Envoy answers preflights of other origins without CORS headers',
  );
  const exposed = listOf('cors-expose-headers');
  const maxAge = Number(annotations['cors-max-age'] ?? DEFAULTS['cors-max-age']);
  report.tell(ingress, 'cors-max-age', 'exact', '');
  return [
    {
      type: 'CORS',
      cors: {
        allowOrigins: origins,
        allowMethods: listOf('cors-allow-methods'),
        allowHeaders: listOf('cors-allow-headers'),
        allowCredentials: allowsCredentials,
        ...(exposed.length > 0 && { exposeHeaders: exposed }),
        ...(maxAge > 0 && { maxAge }),
      },
    },
  ];
}
