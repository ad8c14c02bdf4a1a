import { type Chart, Testing } from 'cdk8s';
import { shareListener } from '../../../../src/checks/app/gateways/shared-listeners';
import type { AppObject } from '../../../../src/checks/app/objects/app-object';
import { AppObjects } from '../../../../src/checks/app/objects/app-objects';
import { gateway, https } from '../../../cases/web';
import { appChart, GATEWAY_API, raw } from '../../../support/app';

const http = { ...https, name: 'http', port: 80, protocol: 'HTTP' };

function meet(a: object, b: object, prepare: (chart: Chart) => void = () => {}): boolean {
  const chart = appChart();
  prepare(chart);
  const ref = { name: 'public', namespace: 'gateways' };
  for (const [id, section] of Object.entries({ a, b })) {
    raw(chart, id, GATEWAY_API, 'HTTPRoute', { parentRefs: [{ ...ref, ...section }] });
  }
  const objects = new AppObjects(chart);
  const [one, other] = objects.ofKind('HTTPRoute') as [AppObject, AppObject];
  expect(Testing.synth(chart)).not.toEqual([]);
  return shareListener(one, other, objects);
}

test.each<[object, object, boolean]>([
  [{}, {}, true],
  [{}, { sectionName: 'https' }, true],
  [{ sectionName: 'https' }, { sectionName: 'https' }, true],
  [{ sectionName: 'https' }, { sectionName: 'http' }, false],
  [{ port: 443 }, {}, true],
  [{ port: 443 }, { port: 80 }, false],
  [{ port: 443 }, { port: 443, sectionName: 'https' }, true],
  [{ port: 443 }, { sectionName: 'https' }, false],
  [{}, { name: 'other' }, false],
  [{}, { kind: 'ListenerSet' }, false],
])('routes on %p and %p of an unknown Gateway share a listener: %p', (a, b, shared) => {
  expect(meet(a, b)).toBe(shared);
  expect(meet(b, a)).toBe(shared);
});

test.each<[object, object, boolean]>([
  [{ port: 443 }, { sectionName: 'https' }, true],
  [{ port: 80 }, { sectionName: 'https' }, false],
  [{ sectionName: 'htps' }, {}, false],
])('routes on %p and %p of a Gateway of the app share a listener: %p', (a, b, shared) => {
  expect(meet(a, b, gateway({ listeners: [https, http] }))).toBe(shared);
});
