import { Chart, Lazy, Testing } from 'cdk8s';
import { SessionMechanism, Stickiness } from '../../src';
import { HTTP, OTHERS, problemsOf, route } from '../chart';

const stickiness = Stickiness.mcp({ mechanism: SessionMechanism.ENVELOPE });
const NAMED = [{ name: 'public', sectionName: 'https' }];
const LISTENER =
  'the name of a listener, as an EnvoyPatchPolicy has to name the listener; remedy: name it; for several listeners write several parentRefs.';
const KIND =
  'Gateway, as an EnvoyPatchPolicy has to name the listener; remedy: attach the routes to the Gateway, or use a stickiness without a patch.';
const NAMESPACE =
  'metadata.namespace: got undefined; allowed: a namespace, as an EnvoyPatchPolicy has to name the route; remedy: set it here or in the chart.';

describe('a listener', () => {
  test.each([
    ['is not named', { name: 'b' }],
    ['has a port alone', { name: 'b', port: 443 }],
  ])('that %s cannot be patched', (_, parentRef) => {
    expect(problemsOf({ parentRefs: [...NAMED, parentRef], stickiness })).toEqual([
      `parentRefs[1].sectionName: got undefined; allowed: ${LISTENER}`,
    ]);
  });

  test('whose name is empty cannot be patched', () => {
    expect(problemsOf({ parentRefs: [{ name: 'b', sectionName: '' }], stickiness })).toContain(
      `parentRefs[0].sectionName: got ""; allowed: ${LISTENER}`,
    );
  });

  test('that is named can be', () => {
    expect(problemsOf({ parentRefs: [...NAMED, { name: 'public', sectionName: 'http' }], stickiness })).toEqual([]);
    expect(problemsOf({ parentRefs: [{ ...NAMED[0], name: 'b', kind: 'Gateway' }], stickiness })).toEqual([]);
  });

  test('of another parent than a Gateway cannot be', () => {
    const parentRefs = [{ name: 'mesh', kind: 'Service', group: '', sectionName: 'https' }];
    expect(problemsOf({ parentRefs, stickiness })).toEqual([`parentRefs[0].kind: got "Service"; allowed: ${KIND}`]);
  });
});

describe('the namespace of the routes', () => {
  const problemsWithout = (props: object) =>
    route({ parentRefs: NAMED, ...props }, new Chart(Testing.app(), 'test')).node.validate();

  test('has to be known', () => {
    expect(problemsWithout({ stickiness })).toEqual([NAMESPACE]);
  });

  test('may be that of the construct, and is only asked for where it is needed', () => {
    expect(problemsWithout({ stickiness, metadata: { namespace: 'shop' } })).toEqual([]);
    expect(problemsWithout({ stickiness: Stickiness.mcp() })).toEqual([]);
  });
});

describe('without a patch', () => {
  test('parents may be whatever they are', () => {
    const parentRefs = [{ name: 'public' }, { name: 'mesh', kind: 'Service', group: '' }];
    expect(problemsOf({ parentRefs, stickiness: Stickiness.mcp() })).toEqual([]);
  });

  test('a single rule asks for all of it', () => {
    const http = [{ ...HTTP[0], name: 'a' }];
    const more = [...http, { ...HTTP[0], name: 'b', matches: OTHERS }];
    expect(problemsOf({ parentRefs: [{ name: 'b' }], http: more, ruleStickiness: { a: stickiness } })).toEqual([
      `parentRefs[0].sectionName: got undefined; allowed: ${LISTENER}`,
    ]);
    expect(
      problemsOf({ parentRefs: [{ name: 'b' }], http, stickiness, ruleStickiness: { a: Stickiness.none() } }),
    ).toEqual([]);
  });

  test('no parents at all are one problem', () => {
    expect(problemsOf({ parentRefs: undefined, stickiness })).toEqual([expect.stringMatching(/^parentRefs: /)]);
  });
});

describe('names that cdk8s resolves at synthesis', () => {
  const lazy = Lazy.any({ produce: () => 'late' });
  const late = (property: string) =>
    `${property}: got {"producer":{}}; allowed: a plain string, as an EnvoyPatchPolicy has to name the listener; remedy: write the string itself, or use a stickiness without a patch.`;
  const parentRefs = [...NAMED, { name: lazy, namespace: lazy, sectionName: lazy }];

  test('come too late for a patch', () => {
    for (const each of [stickiness, Stickiness.firstOf([Stickiness.header('X-User'), Stickiness.sourceIp()])]) {
      expect(problemsOf({ parentRefs, stickiness: each })).toEqual([
        late('parentRefs[1].name'),
        late('parentRefs[1].namespace'),
        late('parentRefs[1].sectionName'),
      ]);
    }
  });

  test('may be functions, too', () => {
    const sectionName = (() => 'late') as never;
    expect(problemsOf({ parentRefs: [{ name: 'public', sectionName }], stickiness })).toEqual([
      late('parentRefs[0].sectionName').replace('{"producer":{}}', "()=>'late'"),
    ]);
  });

  test('are taken where nothing is patched', () => {
    expect(problemsOf({ parentRefs, stickiness: Stickiness.mcp() })).toEqual([]);
  });
});
