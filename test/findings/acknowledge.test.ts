import { App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Stickiness, StickyGatewayRoute, type StickyGatewayRouteProps, StickyPolicy } from '../../src';
import { ACKNOWLEDGEABLE_IDS, FINDING_IDS } from '../../src/findings/catalogue';
import { GATEWAY_API, raw, targetRef, web } from '../support/app';
import { HTTP, PARENT_REFS } from '../support/chart';
import {
  brief,
  errorsOf,
  errorsOfApp,
  messagesOf,
  messagesOfApp,
  printedWarnings,
  refusalOf,
  refusedBy,
  warningsOf,
} from '../support/findings';

const { acknowledge } = StickyGatewayRoute;
const NOT_ACKNOWLEDGEABLE = FINDING_IDS.filter((id) => !ACKNOWLEDGEABLE_IDS.includes(id));
const DOUBTFUL = { stickiness: Stickiness.sourceIp(), trafficPolicy: { retry: {} } };
const ELSEWHERE = { http: [{ backendRefs: [{ name: 'api', namespace: 'desk', port: 80 }] }] };
const NO_GRANT = 'reference-grant http[0].backendRefs[0].namespace';

test.each([[undefined], [null], ['app'], [{}], [['source-ip']]])('acknowledge() refuses the scope %j', (scope) => {
  expect(refusalOf(() => acknowledge(scope as never, ['source-ip']))).toBe(
    'wrong-type StickyGatewayRoute.acknowledge() scope',
  );
});

describe('the property acknowledge', () => {
  test('accepts all ids that can be acknowledged, needed or not', () => {
    expect(errorsOf({ acknowledge: [...ACKNOWLEDGEABLE_IDS] })).toEqual([]);
    expect(errorsOf({ acknowledge: [] })).toEqual([]);
  });

  test.each(['retries', 'RETRY', '', ' retry', 'constructor', 7])('refuses the unknown id %j', (id) => {
    const [message, ...others] = messagesOf({ acknowledge: ['retry', id as string] });
    expect(message).toMatchObject({ id: 'unknown-finding', property: 'acknowledge[1]', value: JSON.stringify(id) });
    expect(message?.expected).toContain(`: ${ACKNOWLEDGEABLE_IDS.join(', ')}`);
    expect(others).toEqual([]);
  });

  test('refuses the ids of all other errors', () => {
    expect(errorsOf({ acknowledge: NOT_ACKNOWLEDGEABLE })).toEqual(
      NOT_ACKNOWLEDGEABLE.map((_, i) => `unknown-finding acknowledge[${i}]`),
    );
  });

  test('does not silence other errors', () => {
    expect(errorsOf({ parentRefs: [], acknowledge: ['no-parent'] })).toEqual([
      'unknown-finding acknowledge[0]',
      'no-parent parentRefs',
    ]);
  });

  test.each([
    [['retry'], ['source-ip stickiness']],
    [['source-ip'], ['retry trafficPolicy.retry']],
    [['retry', 'source-ip'], []],
    [[], ['retry trafficPolicy.retry', 'source-ip stickiness']],
  ])('silences the warnings %j only', (ids, warnings) => {
    expect(warningsOf({ ...DOUBTFUL, acknowledge: ids })).toEqual(warnings);
    expect(printedWarnings().map(brief)).toEqual(warnings);
  });

  test('silences missing ReferenceGrants', () => {
    expect(errorsOf(ELSEWHERE)).toEqual([NO_GRANT]);
    expect(errorsOf({ ...ELSEWHERE, acknowledge: ['reference-grant'] })).toEqual([]);
  });

  test('of a StickyPolicy silences its warnings', () => {
    const chart = new Chart(new App(), 'test');
    new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')], ...DOUBTFUL, acknowledge: ['source-ip'] });
    expect(messagesOfApp(chart)).toEqual([]);
    expect(printedWarnings().map(brief)).toEqual(['retry trafficPolicy.retry']);
  });
});

describe('StickyGatewayRoute.acknowledge()', () => {
  const BOTH = ['one/route', 'two/route'];

  /** The constructs of an app with two charts, each with a route that has two warnings. */
  function makeApp(props: Partial<StickyGatewayRouteProps> = DOUBTFUL) {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => {
      const chart = new Chart(app, id, { namespace: id });
      return { chart, route: web(chart, { hostnames: [`${id}.example.com`], ...props }) };
    });
    return { app, one: one as Made, two: two as Made };
  }
  interface Made {
    readonly chart: Chart;
    readonly route: StickyGatewayRoute;
  }

  /** Paths of the constructs for which a synthesis prints a warning of this id. */
  function warned(app: App, id: string): string[] {
    expect(messagesOfApp(app)).toEqual([]);
    return printedWarnings()
      .filter((message) => message.id === id)
      .map(({ path }) => path);
  }

  test.each<[string, (made: ReturnType<typeof makeApp>) => IConstruct, string[]]>([
    ['an app', ({ app }) => app, []],
    ['a chart', ({ one }) => one.chart, ['two/route']],
    ['a construct', ({ two }) => two.route, ['one/route']],
    [
      'an object below a construct, which reports nothing,',
      ({ one }) => one.route.node.children[0] as IConstruct,
      BOTH,
    ],
  ])('silences warnings for %s and all below it', (_, scopeOf, left) => {
    const made = makeApp();
    acknowledge(scopeOf(made), ['source-ip']);
    expect(warned(made.app, 'source-ip')).toEqual(left);
    expect(warned(made.app, 'retry')).toEqual(BOTH);
  });

  test('silences the metadata of warnings', () => {
    const { app, one } = makeApp();
    acknowledge(app, ['source-ip', 'retry']);
    expect(messagesOfApp(app)).toEqual([]);
    expect(one.route.node.metadata).toEqual([]);
  });

  test('silences warnings for a construct between chart and route', () => {
    const chart = new Chart(new App(), 'test');
    const team = new Construct(chart, 'team');
    new StickyGatewayRoute(team, 'route', { parentRefs: PARENT_REFS, http: HTTP, ...DOUBTFUL });
    acknowledge(team, ['retry']);
    expect(messagesOfApp(chart)).toEqual([]);
    expect(printedWarnings().map(brief)).toEqual(['source-ip stickiness']);
  });

  test('silences warnings of a StickyPolicy', () => {
    const chart = new Chart(new App(), 'test');
    new StickyPolicy(chart, 'sticky', { targetRefs: [targetRef('wiki')], ...DOUBTFUL });
    acknowledge(chart, ['source-ip']);
    expect(messagesOfApp(chart)).toEqual([]);
    expect(printedWarnings().map(brief)).toEqual(['retry trafficPolicy.retry']);
  });

  test('silences findings of constructs that are added later', () => {
    const app = new App();
    acknowledge(app, ['source-ip', 'retry']);
    web(new Chart(app, 'test'), DOUBTFUL);
    expect(messagesOfApp(app)).toEqual([]);
    expect(printedWarnings()).toEqual([]);
  });

  test('adds ids to those of earlier calls', () => {
    const { app } = makeApp();
    acknowledge(app, ['source-ip']);
    acknowledge(app, []);
    acknowledge(app, ['retry']);
    expect(messagesOfApp(app)).toEqual([]);
    expect(printedWarnings()).toEqual([]);
  });

  test('adds ids to those of the property', () => {
    const { app, one, two } = makeApp({ ...DOUBTFUL, acknowledge: ['source-ip'] });
    acknowledge(one.route, ['retry']);
    expect(messagesOfApp(app)).toEqual([]);
    expect(printedWarnings().map(({ path, id }) => `${path} ${id}`)).toEqual(['two/route retry']);
    expect(two.route.node.metadata).toHaveLength(1);
  });

  test('silences missing ReferenceGrants in one of two charts', () => {
    const { app, one } = makeApp(ELSEWHERE);
    acknowledge(one.chart, ['reference-grant']);
    expect(errorsOfApp(app)).toEqual([`two/route: ${NO_GRANT}`]);
  });

  test('repairs an app that has failed', () => {
    const { app } = makeApp(ELSEWHERE);
    expect(errorsOfApp(app)).toHaveLength(2);
    acknowledge(app, ['reference-grant']);
    expect(errorsOfApp(app)).toEqual([]);
  });

  test('silences warnings about the whole app', () => {
    const { app } = makeApp({ parentRefs: [{ name: 'public' }] });
    for (const chart of app.charts) {
      raw(chart, 'public', GATEWAY_API, 'Gateway', { listeners: [{ name: 'http', protocol: 'HTTP' }] });
    }
    acknowledge(app.charts[1] as Chart, ['secure-cookie']);
    expect(warned(app, 'secure-cookie')).toEqual(['one/route']);
  });

  test.each(['retries', 'RETRY', '', 'constructor', 7, undefined])('throws for the unknown id %j', (id) => {
    const refused = refusedBy(() => acknowledge(new App(), ['retry', id as string]));
    expect(brief(refused)).toBe('unknown-finding StickyGatewayRoute.acknowledge() ids[1]');
    expect(refused.expected).toContain(`: ${ACKNOWLEDGEABLE_IDS.join(', ')}`);
  });

  test('throws for the ids of all other errors', () => {
    const refusals = NOT_ACKNOWLEDGEABLE.map((id) => refusalOf(() => acknowledge(new App(), [id])));
    expect(new Set(refusals)).toEqual(new Set(['unknown-finding StickyGatewayRoute.acknowledge() ids[0]']));
    expect(NOT_ACKNOWLEDGEABLE).toContain('no-parent');
  });

  test('acknowledges nothing if it throws', () => {
    const { app } = makeApp();
    expect(() => acknowledge(app, ['source-ip', 'retries'])).toThrow();
    expect(warned(app, 'source-ip')).toEqual(BOTH);
  });
});

test('ids that are no list are refused', () => {
  const acknowledge = StickyGatewayRoute.acknowledge as (scope: unknown, ids: unknown) => void;
  expect(refusalOf(() => acknowledge(new App(), 'retry'))).toBe('wrong-type StickyGatewayRoute.acknowledge() ids');
});

test('acknowledge() refuses ids that are no list', () => {
  const refused = refusedBy(() => acknowledge(new App(), 'source-ip' as never));
  expect(refused).toMatchObject({ id: 'wrong-type', property: 'StickyGatewayRoute.acknowledge() ids' });
  expect(refused.remedy).toContain('list');
});
