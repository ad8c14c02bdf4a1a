import type { ReportLine } from '../report/report';

/** Lines that say the same of several Ingresses. */
export interface LineGroup {
  readonly line: ReportLine;
  readonly ingresses: readonly string[];
}

const NGINX_PREFIX = 'nginx.ingress.kubernetes.io/';

/** The lines that differ, each with its Ingresses, in their order. */
export function grouped(lines: readonly ReportLine[]): LineGroup[] {
  const groups = new Map<string, { line: ReportLine; ingresses: string[] }>();
  for (const line of lines) {
    const key = `${line.verdict} ${line.subject} ${line.note}`;
    const group = groups.get(key) ?? { line, ingresses: [] };
    group.ingresses.push(line.ingress);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The subject without the usual prefix. */
export function shortSubject({ subject }: ReportLine): string {
  return subject.startsWith(NGINX_PREFIX) ? subject.slice(NGINX_PREFIX.length) : subject;
}

const MOST_NAMED = 2;

/** The first Ingresses, and the number of the others. */
export function namesOf(ingresses: readonly string[]): string {
  const named = ingresses.slice(0, MOST_NAMED).join(', ');
  const others = ingresses.length - MOST_NAMED;
  return others > 0 ? `${named} and ${others} more` : named;
}
