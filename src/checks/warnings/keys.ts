import type { Report } from '../../findings/finding';
import type { CommonInput, PlacedPlan } from '../../input/common-input';
import { MCP_SESSION_HEADER } from '../../mcp-session-header';
import { partsOf, type StickinessPlan } from '../../stickiness/plan';
import { isServerCookie } from './server-cookies';

/** Headers that differ so little between clients that most pods get no requests. */
const FEW_VALUES =
  /^(:method|:scheme|accept|accept-.*|cache-control|connection|content-encoding|content-type|dnt|expect|grpc-accept-encoding|grpc-encoding|keep-alive|max-forwards|mcp-protocol-version|origin|pragma|priority|sec-ch-.*|sec-fetch-.*|sec-websocket-(extensions|protocol|version)|server|te|upgrade|upgrade-insecure-requests|user-agent|x-forwarded-(port|proto)|x-requested-with)$/;

/** Headers that change while their client stays the same. */
const ROTATING = [
  'authorization',
  'forwarded',
  'proxy-authorization',
  'via',
  'x-access-token',
  'x-amz-security-token',
  'x-auth-token',
  'x-csrf-token',
  'x-forwarded-for',
  'x-id-token',
  'x-xsrf-token',
];

const MCP_SESSION = MCP_SESSION_HEADER.toLowerCase();

/** Query parameters by which clients keep responses from being cached, or requests from being repeated. */
const CHANGING_PARAM =
  /^(_+|_t|_?(cache[-_]?bust(er)?|cb|no[-_]?cache|nonce|ra?nd(om)?|req(uest)?[-_]?id|sig(nature)?|time[-_]?stamp|trace[-_]?id|ts))$/i;

/** Keys that rarely do what their author expects. */
export function warnOfKeys({ plans }: CommonInput, report: Report): void {
  for (const each of plans) {
    for (const member of partsOf(each.plan)) {
      warnOfCookie(each, member, report);
      warnOfParams(each, member, report);
      for (const header of member.headers) {
        warnOfHeader(each.property, header, member, report);
      }
    }
  }
}

function warnOfCookie({ property }: PlacedPlan, { cookie }: StickinessPlan, report: Report): void {
  if (cookie && isServerCookie(cookie.name)) {
    report({
      id: 'server-named-session',
      property,
      value: cookie.name,
      expected: 'a cookie that no server sets',
      remedy: 'use a cookie with a name of its own, such as Stickiness.sessionCookie({ name: "pod" })',
    });
  }
}

function warnOfParams({ property }: PlacedPlan, { loadBalancer }: StickinessPlan, report: Report): void {
  for (const { name } of loadBalancer?.consistentHash?.queryParams ?? []) {
    if (CHANGING_PARAM.test(name)) {
      report({ id: 'changing-parameter', property, value: name, expected: 'a parameter that clients keep' });
    }
  }
}

function warnOfHeader(property: string, header: string, { pin }: StickinessPlan, report: Report): void {
  const folded = header.toLowerCase();
  if (folded === MCP_SESSION && !pin?.isNamedByServer) {
    report({ id: 'server-named-session', property, value: header, expected: 'a header that clients choose' });
  }
  if (FEW_VALUES.test(folded)) {
    report({ id: 'few-values', property, value: header, expected: 'a header with many values' });
  }
  if (ROTATING.includes(folded)) {
    report({ id: 'rotating-key', property, value: header, expected: 'a header that clients keep' });
  }
}
