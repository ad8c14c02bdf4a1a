import type { Migration } from '../migrate';
import type { ListenerNeed } from '../routes/route-plan';

/** What a report says besides its lines, a sentence each. */
export function summaryOf(migration: Migration): string[] {
  const { ingresses, objects, report, ignored } = migration;
  const counts = new Map<string, number>();
  for (const { verdict } of report) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  const verdicts = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ');
  const others = [...ignored].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  return [
    `${counted(ingresses, 'Ingress', 'Ingresses')} became ${counted(objects.length, 'object', 'objects')}${verdicts ? `: ${verdicts}` : ''}.`,
    ...(others ? [`Not read: ${others}.`] : []),
    ...(migration.hasLostStickiness ? ['Stickiness was lost: see the dropped lines.'] : []),
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What one listener needs. */
export function needOf({
  hostname,
  protocol,
  certificate,
  namespaces,
}: ListenerNeed): readonly [string, string, string, string] {
  const secret = protocol === 'HTTPS' ? (certificate ?? 'to be named') : '';
  return [hostname, protocol, secret, namespaces.join(', ')];
}
