import { inspect } from 'node:util';
import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct, Node } from 'constructs';
import { canBeAcknowledged, type FindingId } from './catalogue';
import type { Finding } from './finding';

const LONGEST_VALUE = 120;

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
  try {
    return JSON.stringify(value, withoutConstructs) ?? String(value);
  } catch {
    // A value that JSON cannot show: one with cycles, or a BigInt.
    return inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  }
}

/** A construct refers to its whole tree, so its path stands for it. */
function withoutConstructs(_: string, value: unknown): unknown {
  if (Construct.isConstruct(value)) {
    return value.node.path;
  }
  return value instanceof Node ? value.path : value;
}
