import type { Location } from '../../ingress-nginx/model';
import type { LocationMatch } from '../../ingress-nginx/path-matches';
import { type Rewrite, regexRewrite, rewriteOf } from '../../ingress-nginx/rewrite';
import type { Report } from '../../report/report';
import type { JsonObject } from '../route-plan';
import { corsFilter } from './cors';
import { snippetFilters } from './snippet';

/** The filters of a rule, and the regular expression of an HTTPRouteFilter if it needs one. */
export interface Filters {
  readonly filters: readonly JsonObject[];
  readonly regex: Extract<Rewrite, { kind: 'regex' }> | undefined;
}

export function filtersOf(location: Location, match: LocationMatch, report: Report): Filters {
  const rewrite = rewriteOfLocation(location, match, report);
  const hostname = vhostOf(location, rewrite.kind === 'regex', report);
  const path = replacedPath(rewrite);
  const urlRewrite = { ...(hostname !== undefined && { hostname }), ...(path && { path }) };
  const headers = snippetFilters(location, report);
  return {
    filters: [
      ...(Object.keys(urlRewrite).length > 0 ? [{ type: 'URLRewrite', urlRewrite }] : []),
      ...headers,
      ...corsFilter(location, report),
    ],
    regex: rewrite.kind === 'regex' ? rewrite : undefined,
  };
}

const HTTP_ONLY = ['rewrite-target', 'upstream-vhost', 'enable-cors'];

/** The filters of a GRPCRoute, which change headers only. */
export function grpcFilters(location: Location, report: Report): Filters {
  for (const name of HTTP_ONLY) {
    report.tell(location.owner.ingress, name, 'dropped', 'a GRPCRoute has no such filter');
  }
  return { filters: snippetFilters(location, report), regex: undefined };
}

function rewriteOfLocation(
  { owner: { ingress, settings }, path }: Location,
  { match, idiom, difference }: LocationMatch,
  report: Report,
): Rewrite {
  const target = settings.rewriteTarget;
  if (target === undefined) {
    return { kind: 'none' };
  }
  const tell = (verdict: 'exact' | 'near' | 'dropped' | 'no-op', note: string) =>
    report.tell(ingress, 'rewrite-target', verdict, note);
  if (target === path) {
    tell('no-op', 'it equals the path, so it rewrites nothing');
    return { kind: 'none' };
  }
  const usual = rewriteOf(target, path, idiom);
  const rewrite = usual.kind === 'prefix' && match.type !== 'PathPrefix' ? regexRewrite(target, path) : usual;
  const about = {
    none: 'it changes nothing',
    prefix: `ReplacePrefixMatch of ${match.value}`,
    full: 'it has no variable, so every path becomes the target: ReplaceFullPath',
    regex: 'an HTTPRouteFilter with ReplaceRegexMatch',
    impossible: rewrite.kind === 'impossible' ? rewrite.reason : '',
  }[rewrite.kind];
  if (rewrite.kind === 'impossible') {
    tell('dropped', about);
    return { kind: 'none' };
  }
  tell(
    difference === undefined || rewrite.kind === 'full' ? 'exact' : 'near',
    difference === undefined ? about : `${about}; ${difference}`,
  );
  return rewrite;
}

function replacedPath(rewrite: Rewrite): JsonObject | undefined {
  if (rewrite.kind === 'prefix') {
    return { type: 'ReplacePrefixMatch', replacePrefixMatch: rewrite.value };
  }
  return rewrite.kind === 'full' ? { type: 'ReplaceFullPath', replaceFullPath: rewrite.value } : undefined;
}

function vhostOf({ owner: { ingress, settings } }: Location, hasRegex: boolean, report: Report): string | undefined {
  const vhost = settings.annotations['upstream-vhost']?.trim();
  if (!vhost) {
    return undefined;
  }
  if (hasRegex || !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(vhost)) {
    report.tell(
      ingress,
      'upstream-vhost',
      'dropped',
      hasRegex ? 'an HTTPRouteFilter rewrites the path of this rule' : 'it is no plain hostname',
    );
    return undefined;
  }
  report.tell(ingress, 'upstream-vhost', 'exact', 'URLRewrite with hostname');
  return vhost;
}
