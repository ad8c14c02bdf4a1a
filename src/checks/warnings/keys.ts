import type { Report } from '../../findings/finding';
import type { CommonInput, PlacedPlan } from '../../input/common-input';
import type { StickinessPlan } from '../../stickiness/plan';

/** Headers that differ so little between clients that most pods get no requests. */
const FEW_VALUES = [
  ':method',
  ':scheme',
  'accept',
  'accept-encoding',
  'accept-language',
  'connection',
  'content-encoding',
  'content-type',
  'te',
  'upgrade',
  'user-agent',
];

/** Headers that change while their client stays the same. */
const ROTATING = ['authorization', 'forwarded', 'proxy-authorization', 'x-forwarded-for'];

const MCP_SESSION = 'mcp-session-id';

/** Cookies that servers and load balancers set. */
const SERVER_COOKIES =
  /^(jsessionid|phpsessid|connect\.sid|asp\.net_sessionid|aspsessionid.*|\.aspnetcore\..*|awsalb.*|csrftoken|xsrf-token|grafana_session|play_session|session|sessionid|_session_id|laravel_session|ci_session|rack\.session|cfid|cftoken|sid|symfony|frontend)$/i;

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
  if (cookie && SERVER_COOKIES.test(cookie.name)) {
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
