import { flagOf, integerOf } from 'cdk8s-sticky-gateway-route/command';
import type { Location } from '../../ingress-nginx/model';
import type { Settings } from '../../ingress-nginx/settings';
import type { Ingress } from '../../input/ingress';
import type { Report } from '../../report/report';
import type { JsonObject } from '../route-plan';

/** What ingress-nginx sends unless it is annotated. */
const DEFAULTS = {
  'cors-allow-origin': '*',
  'cors-allow-methods': 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
  'cors-allow-headers':
    'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization',
  'cors-expose-headers': '',
};
const DEFAULT_MAX_AGE = 1_728_000;

const METHODS = /^(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|\*)$/;
const ORIGIN = /^(\*|https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?)$/i;
const HEADER = /^[\w!#$%&'*+.^`|~-]+$/;

/** The CORS filter of `enable-cors`. */
export function corsFilter({ owner: { ingress, settings } }: Location, report: Report): JsonObject[] {
  const { annotations } = settings;
  const refused = () => undefined;
  if (!flagOf(annotations, 'enable-cors', refused)) {
    report.tell(ingress, 'enable-cors', 'no-op', 'false is the default');
    return [];
  }
  report.tell(
    ingress,
    'enable-cors',
    'near',
    'all values are written, the defaults of ingress-nginx included; Envoy answers preflights of other origins without CORS headers',
  );
  const listOf = (name: keyof typeof DEFAULTS, form: RegExp) => {
    const items = itemsOf(annotations[name] ?? DEFAULTS[name]);
    const usable = items.filter((item) => form.test(item));
    const rest = items.filter((item) => !form.test(item));
    report.tell(ingress, name, rest.length > 0 ? 'near' : 'exact', rest.length > 0 ? `without ${rest.join(', ')}` : '');
    return usable.length > 0 ? usable : itemsOf(DEFAULTS[name]);
  };
  const origins = listOf('cors-allow-origin', ORIGIN);
  const exposed = listOf('cors-expose-headers', HEADER);
  const maxAge = integerOf(annotations, 'cors-max-age', refused) ?? DEFAULT_MAX_AGE;
  report.tell(ingress, 'cors-max-age', 'exact', '');
  return [
    {
      type: 'CORS',
      cors: {
        allowOrigins: origins,
        allowMethods: listOf('cors-allow-methods', METHODS),
        allowHeaders: listOf('cors-allow-headers', HEADER),
        allowCredentials: allowsCredentials(ingress, settings, origins, report),
        ...(exposed.length > 0 && { exposeHeaders: exposed }),
        ...(maxAge > 0 && { maxAge }),
      },
    },
  ];
}

/** Browsers refuse credentials for "*"; Envoy would name the origin instead, and so allow them to every site. */
function allowsCredentials(
  ingress: Ingress,
  { annotations }: Settings,
  origins: readonly string[],
  report: Report,
): boolean {
  const asks = flagOf(annotations, 'cors-allow-credentials', () => undefined, true);
  const isForAll = asks && origins.includes('*');
  const note = isForAll ? 'false, as browsers refuse credentials for every origin anyway' : '';
  report.tell(ingress, 'cors-allow-credentials', isForAll ? 'near' : 'exact', note);
  return asks && !isForAll;
}

function itemsOf(list: string): string[] {
  return list.split(',').flatMap((item) => item.trim() || []);
}
