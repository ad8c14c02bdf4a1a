import type { NginxIngress } from '../../ingress-nginx/model';
import type { Names } from '../names';
import type { FilterPlan } from '../route-plan';

/** Collects the HTTPRouteFilters of all routes, one for each rewrite of an Ingress. */
export class RewriteFilters {
  public readonly plans: FilterPlan[] = [];

  public constructor(private readonly names: Names) {}

  /** The name of the filter that makes this replacement. */
  public nameOf({ ingress }: NginxIngress, pattern: string, substitution: string): string {
    const { id, source, namespace, name } = ingress;
    const known = this.plans.find(
      (each) => each.ingress === id && each.pattern === pattern && each.substitution === substitution,
    );
    if (known) {
      return known.name;
    }
    const unique = this.names.unique(namespace, `${name}-rewrite`);
    this.plans.push({ kind: 'filter', ingress: id, source, namespace, name: unique, pattern, substitution });
    return unique;
  }
}
