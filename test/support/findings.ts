import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type StickyGatewayRouteProps, StickyPolicy, type StickyPolicyProps } from '../../src';
import { findingOf, type Report } from '../../src/findings/finding';
import { messageOf } from '../../src/findings/message';
import { targetRef } from './app';
import { route } from './chart';

/** A message of this package, taken apart. */
export interface Message {
  /** Path of the construct; empty where a factory throws. */
  readonly path: string;
  readonly id: string;
  readonly property: string;
  readonly value: string;
  readonly expected: string;
  readonly remedy: string;
}

/** No part may be empty or undefined. */
const FORM =
  /^(?:warning )?(?:\[(?<path>.*?)\] )?(?<property>.+?): got (?<value>.+?); expected (?!undefined)(?<expected>(?:(?!, because ).)+?)(?:, because \S.*)?\. Remedy: (?<remedy>\S.*)\. \[(?<id>[a-z-]+)\]$/s;

export function parse(message: string): Message {
  const groups = FORM.exec(message.trim())?.groups;
  if (!groups) {
    throw new Error(`Not a message of this package: ${message}`);
  }
  return { ...groups, path: groups.path ?? '' } as unknown as Message;
}

/** What a check reports. */
export function reportedBy(check: (report: Report) => void): Message[] {
  const messages: Message[] = [];
  check((observation) => messages.push(parse(messageOf(findingOf(observation)))));
  return messages;
}

/** The messages that fail the synthesis of an app; none if it succeeds. */
export function messagesOfApp(scope: Construct): Message[] {
  try {
    App.of(scope).synthYaml();
    return [];
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split('\n');
    if (!title?.startsWith('Validation failed')) {
      throw error;
    }
    return lines.map(parse);
  }
}

/** The messages that fail the synthesis of an app with this one construct, `test/route`. */
export function messagesOf(props: Partial<StickyGatewayRouteProps>): Message[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  route(props, chart);
  return messagesOfApp(chart);
}

/** The errors of one construct, each as `<id> <property>`. */
export function errorsOf(props: Partial<StickyGatewayRouteProps>): string[] {
  return messagesOf(props).map(brief);
}

/** The messages that fail the synthesis of an app with this one StickyPolicy, `test/sticky`. */
export function messagesOfPolicy(props: Partial<StickyPolicyProps>): Message[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')], ...props });
  return messagesOfApp(chart);
}

/** The errors of an app, each as `<path of the construct>: <id> <property>`. */
export function errorsOfApp(scope: Construct): string[] {
  return messagesOfApp(scope).map((message) => `${message.path}: ${brief(message)}`);
}

/** The warnings that have been printed since the test began. */
export function printedWarnings(): Message[] {
  return jest.mocked(process.stderr.write).mock.calls.map(([line]) => parse(String(line)));
}

/** The warnings of one construct, each as `<id> <property>`. */
export function warningsOf(props: Partial<StickyGatewayRouteProps>): string[] {
  const chart = new Chart(new App(), 'test', { namespace: 'shop' });
  const { node } = route({ parentRefs: [{ name: 'public', sectionName: 'https' }], ...props }, chart);
  messagesOfApp(chart);
  return node.metadata.map(({ data }) => brief(parse(data)));
}

/** The finding that `fn` throws, as `<id> <property>`. */
export function refusalOf(fn: () => unknown): string {
  return brief(refusedBy(fn));
}

/** The message that `fn` throws. */
export function refusedBy(fn: () => unknown): Message {
  try {
    fn();
  } catch (error) {
    return parse((error as Error).message);
  }
  throw new Error('Nothing was thrown.');
}

export function brief({ id, property }: Message): string {
  return `${id} ${property}`;
}
