import Table from 'cli-table3';
import type { Migration } from '../migrate';
import { grouped, namesOf, shortSubject } from './grouped';
import { needOf, summaryOf } from './summary';

const WIDTHS = { verdict: 10, subject: 34, ingresses: 26, borders: 5 };
const LEAST_NOTE = 30;
const SILENT = ['exact', 'no-op'];
const MOST_LISTENERS = 20;
/** A longer table takes long to draw, and nobody reads it. */
const MOST_ROWS = 200;

/** A report for a terminal: what changes, without what stays the same. */
export function tableReport(migration: Migration, columns: number): string {
  const lines = migration.report.filter(({ verdict }) => !SILENT.includes(verdict));
  const { verdict, subject, ingresses, borders } = WIDTHS;
  const note = Math.max(columns - verdict - subject - ingresses - borders, LEAST_NOTE);
  const table = new Table({
    head: ['verdict', 'of', 'in', 'what changes'],
    colWidths: [verdict, subject, ingresses, note],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  const groups = grouped(lines);
  for (const group of groups.slice(0, MOST_ROWS)) {
    const mark = group.line.area === 'security' ? ' (security)' : '';
    table.push([group.line.verdict, shortSubject(group.line) + mark, namesOf(group.ingresses), group.line.note]);
  }
  return [
    ...migration.problems.map(({ source, message }) => `error: ${source}: ${message}`),
    ...(table.length > 0 ? [table.toString()] : []),
    ...(groups.length > MOST_ROWS
      ? [`${groups.length - MOST_ROWS} more lines, all of them of less weight: see --report markdown.`]
      : []),
    ...listeners(migration),
    ...summaryOf(migration),
    '',
  ].join('\n');
}

function listeners({ listeners: needs }: Migration): string[] {
  if (needs.length === 0) {
    return [];
  }
  const shown = needs.slice(0, MOST_LISTENERS).map((need) => {
    const [hostname, protocol, secret, namespaces] = needOf(need);
    return `  ${protocol.padEnd(5)} ${hostname}${secret && `, certificate ${secret}`}, for namespace ${namespaces}`;
  });
  const others = needs.length - shown.length;
  return ['The Gateway needs listeners for:', ...shown, ...(others > 0 ? [`  and ${others} more`] : [])];
}
