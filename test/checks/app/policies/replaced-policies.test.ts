import { App, Chart } from 'cdk8s';
import { StickyPolicy, type StickyPolicyProps } from '../../../../src';
import { appChart, GATEWAY_API, policy, raw, targetRef } from '../../../support/app';
import { brief, messagesOfApp, printedWarnings } from '../../../support/findings';
import { A, HASH, NONE } from '../../fixtures';

const REPLACED = ['test/sticky: replaced-policy spec.targetRefs[0]'];
const DROPPED = ['test/sticky: dropped-policy spec.targetRefs[0]'];

/** An app with a route of somebody else, whose rule is called `api`. */
function appWithRoute(chart = appChart()): Chart {
  raw(chart, 'desk', GATEWAY_API, 'HTTPRoute', {
    parentRefs: [{ name: 'public' }],
    rules: [{ name: 'api', backendRefs: [A] }],
  });
  return chart;
}

function sticky(chart: Chart, sectionName?: string, props: Partial<StickyPolicyProps> = {}) {
  return new StickyPolicy(chart, sectionName === undefined ? 'sticky' : `sticky-${sectionName}`, {
    targetRefs: [targetRef('desk', sectionName)],
    stickiness: HASH,
    ...props,
  });
}

/** The errors and warnings of an app. */
function findingsOf(chart: Chart): string[] {
  return [...messagesOfApp(chart), ...printedWarnings()].map((each) => `${each.path}: ${brief(each)}`);
}

describe('the policy of somebody else for a rule, beside a StickyPolicy for the route', () => {
  test('takes the stickiness away, also with mergeType, which merges only the policy of the Gateway', () => {
    for (const mergeType of [undefined, 'StrategicMerge']) {
      const chart = appWithRoute();
      sticky(chart);
      policy(chart, 'limits', { targetRefs: [targetRef('desk', 'api')], mergeType, timeout: {} } as never);
      const [message, ...others] = messagesOfApp(chart);
      expect(message).toMatchObject({ path: 'test/sticky', id: 'replaced-policy', property: 'spec.targetRefs[0]' });
      expect(message?.expected).toContain('test/limits');
      expect(others).toEqual([]);
    }
  });

  test.each([
    [
      'is sticky itself',
      'api',
      { loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } } },
      {},
      [],
    ],
    [
      'is for a rule that a known route lacks',
      'web',
      {},
      {},
      ['test/limits: unknown-section spec.targetRefs[0].sectionName'],
    ],
    ['is beside one without stickiness', 'api', {}, { stickiness: NONE, trafficPolicy: { timeout: {} } }, []],
    ['is acknowledged', 'api', {}, { acknowledge: ['replaced-policy'] }, []],
  ])('is fine if it %s', (_, sectionName, spec, props, found) => {
    const chart = appWithRoute();
    sticky(chart, undefined, props);
    policy(chart, 'limits', { targetRefs: [targetRef('desk', sectionName)], ...spec } as never);
    expect(findingsOf(chart)).toEqual(found);
  });

  test('counts for a route that the app does not define', () => {
    const chart = appChart();
    sticky(chart);
    policy(chart, 'limits', { targetRefs: [targetRef('desk', 'api')] });
    policy(chart, 'others', { targetRefs: [targetRef('other', 'api')] });
    expect(findingsOf(chart)).toEqual(REPLACED);
  });

  test('does not count in another cluster', () => {
    const app = new App();
    const [one, other] = ['one', 'other'].map((id) => appWithRoute(new Chart(app, id, { namespace: 'shop' })));
    sticky(one as Chart);
    policy(other as Chart, 'limits', { targetRefs: [targetRef('desk', 'api')] });
    expect(findingsOf(one as Chart)).toEqual([]);
  });
});

describe('a StickyPolicy for a rule', () => {
  test('drops the settings of the policy of somebody else for the route', () => {
    const chart = appWithRoute();
    sticky(chart, undefined, { targetRefs: [targetRef('desk', 'api')] });
    policy(chart, 'limits', { targetRefs: [targetRef('desk')], timeout: {} });
    expect(findingsOf(chart)).toEqual(DROPPED);
    expect(printedWarnings()[0]?.remedy).not.toContain('mergeType');
  });

  test.each([HASH, NONE])('is fine beside a StickyPolicy for the route: its author meant it', (stickiness) => {
    const chart = appWithRoute();
    sticky(chart);
    sticky(chart, 'api', { stickiness, trafficPolicy: { timeout: {} } });
    expect(findingsOf(chart)).toEqual([]);
  });
});
