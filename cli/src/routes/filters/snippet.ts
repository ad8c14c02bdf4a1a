import { quoted } from '../../annotations/security-rules';
import type { Location } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import type { JsonObject } from '../route-plan';

type Header = { readonly name: string; readonly value: string };

interface HeaderChanges {
  readonly request: { readonly set: Header[]; readonly remove: string[] };
  readonly response: { readonly set: Header[]; readonly add: Header[] };
  /** Directives that no filter can express. */
  readonly rest: string[];
  upgrades: boolean;
}

const NAME = '([A-Za-z0-9-]+)';
const VALUE = '("[^"$%]*"|\'[^\'$%]*\'|[^\\s"\'$%;]+)';
/** What the Gateway API takes for the value of a header. */
const TAKEN_VALUE = /^[!-~]+([\t ][!-~]+)*$/;
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
  if (prefix && !/[$%]/.test(prefix) && !namesOf(changes.request).includes('x-forwarded-prefix')) {
    report.tell(
      ingress,
      'x-forwarded-prefix',
      settings.rewriteTarget === undefined ? 'near' : 'exact',
      settings.rewriteTarget === undefined ? 'ingress-nginx sets it only beside rewrite-target' : '',
    );
    changes.request.set.push({ name: 'X-Forwarded-Prefix', value: prefix });
  }
  const [requestHeaderModifier, responseHeaderModifier] = [filled(changes.request), filled(changes.response)];
  return [
    ...(requestHeaderModifier ? [{ type: 'RequestHeaderModifier', requestHeaderModifier }] : []),
    ...(responseHeaderModifier ? [{ type: 'ResponseHeaderModifier', responseHeaderModifier }] : []),
  ];
}

/** The lists with items; none if all are empty. */
function filled(lists: HeaderChanges['request' | 'response']): JsonObject | undefined {
  const withItems = Object.entries(lists).filter(([, items]) => items.length > 0);
  return withItems.length > 0 ? Object.fromEntries(withItems) : undefined;
}

function changesOf(snippet: string): HeaderChanges {
  const changes: HeaderChanges = {
    request: { set: [], remove: [] },
    response: { set: [], add: [] },
    rest: [],
    upgrades: false,
  };
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
  const { request, response, rest } = changes;
  const lists = [
    [SET_REQUEST, request, request.set],
    [ADD_RESPONSE, response, response.add],
    [SET_RESPONSE, response, response.set],
  ] as const;
  const [pattern, side, list] = lists.find(([each]) => each.test(directive)) ?? [];
  const [, name = '', quotedValue = ''] = pattern?.exec(directive) ?? [];
  const value = quotedValue.replace(/^["']|["']$/g, '');
  const isOurs =
    side && list && !/^(host|connection|upgrade)$/i.test(name) && !namesOf(side).includes(name.toLowerCase());
  if (isOurs && list === request.set && value === '') {
    request.remove.push(name);
  } else if (isOurs && TAKEN_VALUE.test(value)) {
    list.push({ name, value });
  } else {
    rest.push(directive);
  }
}

/** The headers that a filter changes, each of which it can change once. */
function namesOf(lists: HeaderChanges['request' | 'response']): string[] {
  return Object.values(lists).flatMap((items: (Header | string)[]) => items.map(nameOf));
}

function nameOf(item: Header | string): string {
  return (typeof item === 'string' ? item : item.name).toLowerCase();
}

function tell(
  { request, response, rest, upgrades }: HeaderChanges,
  about: (verdict: 'dropped' | 'near' | 'no-op', note: string) => void,
): void {
  if (rest.length > 0) {
    about('dropped', `cannot be expressed: ${quoted(rest.join('; '))}`);
  }
  const names = [...request.set, ...response.add, ...response.set].map(({ name }) => name).concat(request.remove);
  if (names.length > 0) {
    about('near', `header filters for ${names.join(', ')}, of all responses`);
  } else if (rest.length === 0) {
    about('no-op', upgrades ? 'it asks for WebSocket, which works by itself on both' : 'it is empty');
  }
}
