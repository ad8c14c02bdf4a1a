import type { Migration } from '../migrate';
import { grouped, shortSubject } from './grouped';
import { needOf, summaryOf } from './summary';

/** A report with everything, for a pull request. */
export function markdownReport(migration: Migration): string {
  const { problems, report, listeners } = migration;
  return [
    '# Migration from ingress-nginx',
    '',
    ...summaryOf(migration),
    '',
    ...section(
      'Errors',
      ['where', 'what'],
      problems.map(({ source, message }) => [source, message]),
    ),
    ...section(
      'What becomes of each annotation',
      ['verdict', 'area', 'of', 'in', 'note'],
      grouped(report).map(({ line, ingresses }) => [
        line.verdict,
        line.area,
        `\`${shortSubject(line)}\``,
        ingresses.join(', '),
        line.note,
      ]),
    ),
    ...section('What the Gateway needs', ['hostname', 'protocol', 'certificate', 'namespaces'], listeners.map(needOf)),
  ].join('\n');
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) {
    return [];
  }
  return [`## ${title}`, '', row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
}
