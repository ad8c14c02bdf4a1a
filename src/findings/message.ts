import { inspect } from 'node:util';
import { ApiObject, Duration, Lazy } from 'cdk8s';
import { Construct, type IConstruct, Node } from 'constructs';
import { canBeAcknowledged, type FindingId } from './catalogue';
import type { Finding } from './finding';

const LONGEST_VALUE = 120;
const IN_ONE_LINE = { breakLength: Number.POSITIVE_INFINITY, compact: true };

/** The form of every message of this package; the construct is the one that reports it. */
export function messageOf(finding: Finding, construct?: IConstruct): string {
  const { id, property, value, expected, reason, remedy } = finding;
  const because = reason === undefined ? '' : `, because ${reason}`;
  const acknowledge = canBeAcknowledged(id) ? `, or ${acknowledging(id, construct)}` : '';
  return `${property}: got ${shown(value)}; expected ${expected}${because}. Remedy: ${remedy}${acknowledge}. [${id}]`;
}

/** Only the constructs of this package have the property `acknowledge`. */
function acknowledging(id: FindingId, construct: IConstruct | undefined): string {
  const isOther = construct !== undefined && ApiObject.isApiObject(construct);
  return isOther ? `call StickyGatewayRoute.acknowledge(chart, ["${id}"])` : `acknowledge: ["${id}"]`;
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : textOf(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function textOf(value: unknown): string {
  const json = jsonOf(value);
  // JSON shows a Set as an empty object, and a function not at all.
  return json === undefined || json === '{}' ? inspect(value, IN_ONE_LINE) : json;
}

/** None for a value that JSON cannot show, such as one with cycles, or a BigInt. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, inShort);
  } catch {
    return undefined;
  }
}

/** A construct refers to its whole tree, so its path stands for it; a `Lazy` and a `Duration` show only how they are made. */
function inShort(_: string, value: unknown): unknown {
  if (Construct.isConstruct(value)) {
    return value.node.path;
  }
  if (value instanceof Node) {
    return value.path;
  }
  if (value instanceof Duration) {
    return `${value.toSeconds({ integral: false })}s`;
  }
  return value instanceof Lazy ? '<Lazy>' : value;
}
