import type { Report } from '../../findings/finding';
import type { CommonInput, PlacedPlan } from '../../input/common-input';
import type { StickinessPlan } from '../../stickiness/plan';

/** Headers that differ so little between clients that most pods get no requests. */
const FEW_VALUES = [
  ':method',
  ':scheme',
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-encoding',
  'content-type',
  'dnt',
  'expect',
  'grpc-accept-encoding',
  'grpc-encoding',
  'max-forwards',
  'mcp-protocol-version',
  'origin',
  'pragma',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'te',
  'upgrade',
  'user-agent',
  'via',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-requested-with',
];

/** Headers that change while their client stays the same. */
const ROTATING = ['authorization', 'forwarded', 'proxy-authorization', 'x-forwarded-for'];

const MCP_SESSION = 'mcp-session-id';

/** Cookies that servers, their frameworks and load balancers set. */
const SERVER_COOKIES = [
  /^(jsessionid.*|phpsessid|connect\.sid|sails\.sid|koa\.sess(\.sig)?|asp\.net_sessionid|aspsessionid.*|\.aspnetcore\..*)$/i,
  /^(session|sessionid|sessid|_session_id|_.+_session|laravel_session|ci_session|rack\.session|play_session)$/i,
  /^(cfid|cftoken|sid|symfony|frontend|s?sess[0-9a-f]{32}|wordpress_.+|grafana_session|(auth_session_id|keycloak_.+))$/i,
  /^(csrftoken|_csrf|xsrf-token|remember_token|access_token|id_token|_oauth2_proxy.*)$/i,
  /^(__secure-|__host-)?(next-auth|authjs)\..+$/i,
  /^(awsalb.*|arraffinity.*|gclb|bigipserver.+|serverid)$/i,
];

/** Keys that rarely do what their author expects. */
export function warnOfKeys({ plans }: CommonInput, report: Report): void {
  for (const each of plans) {
    const members = each.plan.members.length > 0 ? each.plan.members : [each.plan];
    for (const member of members) {
      warnOfCookie(each, member, report);
      for (const header of member.headers) {
        warnOfHeader(each.property, header, member, report);
      }
    }
  }
}

function warnOfCookie({ property }: PlacedPlan, { cookie }: StickinessPlan, report: Report): void {
  if (cookie && SERVER_COOKIES.some((names) => names.test(cookie.name))) {
    report({
      id: 'server-named-session',
      property,
      value: cookie.name,
      expected: 'a cookie that no server sets',
      remedy: 'use a cookie with a name of its own, such as Stickiness.sessionCookie({ name: "pod" })',
    });
  }
}

function warnOfHeader(property: string, header: string, { pin }: StickinessPlan, report: Report): void {
  const folded = header.toLowerCase();
  if (folded === MCP_SESSION && !pin?.isNamedByServer) {
    report({ id: 'server-named-session', property, value: header, expected: 'a header that clients choose' });
  }
  if (FEW_VALUES.includes(folded)) {
    report({ id: 'few-values', property, value: header, expected: 'a header with many values' });
  }
  if (ROTATING.includes(folded)) {
    report({ id: 'rotating-key', property, value: header, expected: 'a header that clients keep' });
  }
}
