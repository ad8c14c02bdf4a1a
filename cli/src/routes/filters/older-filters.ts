import type { NginxIngress } from '../../ingress-nginx/model';
import type { Report } from '../../report/report';
import { SINCE } from '../older-versions';
import type { JsonObject, RulePlan } from '../route-plan';

/** The rules with the filters that the Gateway API of a minor version of Envoy Gateway has. */
export function withFiltersOf(
  rules: readonly RulePlan[],
  owner: NginxIngress,
  minor: number,
  report: Report,
): readonly RulePlan[] {
  return minor >= SINCE.gatewayApi15 ? rules : rules.map((rule) => withOldFilters(rule, owner, report));
}

function withOldFilters(rule: RulePlan, owner: NginxIngress, report: Report): RulePlan {
  const { filters: newer = [], ...others } = rule.rule;
  const filters = (newer as readonly JsonObject[])
    .filter((filter) => filter.type !== 'CORS' || tellCors(owner, report))
    .map((filter) => oldRedirect(filter, owner, report));
  return { ...rule, rule: { ...others, ...(filters.length > 0 && { filters }) } };
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
  const note = `${old} instead of ${statusCode}, which the target does not have yet: clients may repeat a POST as a GET`;
  report.part(ingress, 'redirect', 'routing', 'near', note);
  return { ...filter, requestRedirect: { ...redirect, statusCode: old } };
}
