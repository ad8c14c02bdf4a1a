import { quoted } from '../annotations/security-rules';
import type { Location } from '../ingress-nginx/model';
import type { Report } from '../report/report';
import type { JsonObject } from './route-plan';

interface Header {
  readonly name: string;
  readonly value: string;
}

interface HeaderChanges {
  readonly request: Header[];
  readonly response: Header[];
  readonly responseSet: Header[];
  readonly rest: string[];
  upgrades: boolean;
}

const NAME = '([A-Za-z0-9-]+)';
const VALUE = '("[^"$%]*"|\'[^\'$%]*\'|[^\\s"\'$%;]+)';
const SET_REQUEST = new RegExp(`^proxy_set_header\\s+${NAME}\\s+${VALUE}$`);
const ADD_RESPONSE = new RegExp(`^add_header\\s+${NAME}\\s+${VALUE}(\\s+always)?$`);
const SET_RESPONSE = /^more_set_headers\s+["']([A-Za-z0-9-]+):\s*([^"'$%]+)["']$/;
const UPGRADE =
  /^proxy_set_header\s+(Upgrade\s+\$http_upgrade|Connection\s+(["']?upgrade["']?|\$connection_upgrade))$/i;
const HTTP_1_1 = /^proxy_http_version\s+1\.1$/;

/** The header filters of a location: of the directives in its snippet that a filter can express, and of `x-forwarded-prefix`. */
export function snippetFilters({ owner: { ingress, settings } }: Location, report: Report): JsonObject[] {
  const { annotations } = settings;
  const snippet = annotations['configuration-snippet'];
  const changes = changesOf(snippet ?? '');
  tell(changes, (verdict, note) => report.tell(ingress, 'configuration-snippet', verdict, note));
  const prefix = annotations['x-forwarded-prefix']?.trim();
  if (prefix && !/[$%]/.test(prefix)) {
    report.tell(
      ingress,
      'x-forwarded-prefix',
      settings.rewriteTarget === undefined ? 'near' : 'exact',
      settings.rewriteTarget === undefined ? 'ingress-nginx sets it only beside rewrite-target' : '',
    );
    changes.request.push({ name: 'X-Forwarded-Prefix', value: prefix });
  }
  const response = {
    ...(changes.responseSet.length > 0 && { set: changes.responseSet }),
    ...(changes.response.length > 0 && { add: changes.response }),
  } as JsonObject;
  return [
    ...(changes.request.length > 0
      ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: changes.request } } as unknown as JsonObject]
      : []),
    ...(Object.keys(response).length > 0 ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier: response }] : []),
  ];
}

function changesOf(snippet: string): HeaderChanges {
  const changes: HeaderChanges = { request: [], response: [], responseSet: [], rest: [], upgrades: false };
  const text = snippet.replace(/(^|\s)#[^\n]*/g, '$1');
  // A block is no list of directives.
  const directives = text.includes('{') ? [text] : text.split(';');
  for (const directive of directives.map((each) => each.trim().replace(/\s+/g, ' ')).filter((each) => each !== '')) {
    addDirective(directive, changes);
  }
  return changes;
}

function addDirective(directive: string, changes: HeaderChanges): void {
  if (UPGRADE.test(directive) || HTTP_1_1.test(directive)) {
    changes.upgrades = true;
    return;
  }
  const lists = [
    [SET_REQUEST, changes.request],
    [ADD_RESPONSE, changes.response],
    [SET_RESPONSE, changes.responseSet],
  ] as const;
  const found = lists.find(([pattern]) => pattern.test(directive));
  const [, name, value] = found?.[0].exec(directive) ?? [];
  if (!found || name === undefined || value === undefined || /^(host|connection|upgrade)$/i.test(name)) {
    changes.rest.push(directive);
    return;
  }
  found[1].push({ name, value: value.replace(/^["']|["']$/g, '') });
}

function tell(
  { request, response, responseSet, rest, upgrades }: HeaderChanges,
  about: (verdict: 'dropped' | 'near' | 'no-op', note: string) => void,
): void {
  if (rest.length > 0) {
    about('dropped', `cannot be expressed: ${quoted(rest.join('; '))}`);
  }
  const names = [...request, ...response, ...responseSet].map(({ name }) => name);
  if (names.length > 0) {
    about('near', `header filters for ${names.join(', ')}, of all responses`);
  } else if (rest.length === 0) {
    about('no-op', upgrades ? 'it asks for WebSocket, which works by itself on both' : 'it is empty');
  }
}
