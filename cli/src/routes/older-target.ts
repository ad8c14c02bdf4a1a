import type { NginxIngress } from '../ingress-nginx/model';
import type { Report } from '../report/report';
import type { JsonObject, RulePlan } from './route-plan';
import { isSticky, NONE } from './stickiness-call';

/** First Envoy Gateway that hashes query parameters, as a minor version. */
const QUERY_PARAMS_SINCE = 7;
/** First Envoy Gateway whose hashes follow the weights of backends. */
const WEIGHTS_SINCE = 9;
/** First Envoy Gateway with Gateway API 1.5, which has CORS, and more than 301 and 302 for redirects. */
const GATEWAY_API_1_5_SINCE = 8;

/** The rules as the Envoy Gateway of the target can have them; it reports what it lacks. */
export function rulesForTarget(
  rules: readonly RulePlan[],
  targetMinor: number,
  owner: NginxIngress,
  report: Report,
): readonly RulePlan[] {
  const hasAllFilters = targetMinor >= GATEWAY_API_1_5_SINCE;
  return rules
    .map((rule) => withOldStickiness(rule, targetMinor, owner, report))
    .map((rule) => (hasAllFilters ? rule : withOldFilters(rule, owner, report)));
}

/** A rule without a stickiness that the target lacks. */
function withOldStickiness(rule: RulePlan, targetMinor: number, { ingress }: NginxIngress, report: Report): RulePlan {
  const note = missing(rule, targetMinor);
  if (note === undefined) {
    return rule;
  }
  report.tell(ingress, 'affinity', 'dropped', note);
  report.tell(ingress, 'upstream-hash-by', 'dropped', note);
  return { ...rule, stickiness: NONE };
}

function missing(rule: RulePlan, targetMinor: number): string | undefined {
  const backends = (rule.rule.backendRefs ?? []) as readonly JsonObject[];
  const isShared = backends.filter(({ weight }) => weight !== 0).length > 1;
  const { factory } = rule.stickiness;
  if (factory === 'queryParams' && targetMinor < QUERY_PARAMS_SINCE) {
    return 'Envoy Gateway hashes query parameters from 1.7 on';
  }
  const isHash = isSticky(rule.stickiness) && factory !== 'sessionCookie' && factory !== 'mcp';
  return isShared && isHash && targetMinor < WEIGHTS_SINCE
    ? 'a hash ignores the weights of a canary before Envoy Gateway 1.9: affinity-mode "persistent" keeps both'
    : undefined;
}

/** A rule with filters of Gateway API 1.4. */
function withOldFilters(rule: RulePlan, owner: NginxIngress, report: Report): RulePlan {
  const filters = (rule.rule.filters ?? []) as readonly JsonObject[];
  const old = filters
    .filter((filter) => filter.type !== 'CORS' || tellCors(owner, report))
    .map((filter) => oldRedirect(filter, owner, report));
  const { filters: _newer, ...others } = rule.rule;
  return { ...rule, rule: { ...others, ...(old.length > 0 && { filters: old }) } };
}

function tellCors({ ingress, settings }: NginxIngress, report: Report): false {
  for (const name of Object.keys(settings.annotations).filter((each) => /^(enable-cors$|cors-)/.test(each))) {
    report.tell(ingress, name, 'dropped', 'the target has no CORS filter yet: write a SecurityPolicy with cors');
  }
  return false;
}

function oldRedirect(filter: JsonObject, { ingress }: NginxIngress, report: Report): JsonObject {
  const redirect = filter.requestRedirect as JsonObject | undefined;
  const statusCode = redirect?.statusCode;
  if (statusCode === undefined || statusCode === 301 || statusCode === 302) {
    return filter;
  }
  const old = statusCode === 308 ? 301 : 302;
  report.part(
    ingress,
    'redirect',
    'routing',
    'near',
    `${old} instead of ${statusCode}, which the target does not have yet: clients may repeat a POST as a GET`,
  );
  return { ...filter, requestRedirect: { ...redirect, statusCode: old } };
}
