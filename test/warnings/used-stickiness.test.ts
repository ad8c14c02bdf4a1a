import { EnvoyGatewayVersion, Stickiness } from '../../src';
import { setsCookie, usedStickiness } from '../../src/warnings/used-stickiness';
import { HTTP, PARENT_REFS } from '../chart';

const USER = Stickiness.header('X-User');
const COOKIE = Stickiness.cookie();
const LIST = Stickiness.firstOf([USER, Stickiness.sourceIp()]);
const props = {
  parentRefs: PARENT_REFS,
  http: HTTP,
  stickiness: LIST,
  ruleStickiness: { 'a-b': USER },
  target: EnvoyGatewayVersion.V1_9,
  rules: [],
};

test('every stickiness of a construct is known by its place', () => {
  expect(usedStickiness(props)).toEqual([
    { property: 'stickiness', parts: LIST._parts },
    { property: 'ruleStickiness["a-b"]', parts: USER._parts },
  ]);
  expect(usedStickiness({ ...props, ruleStickiness: undefined })).toHaveLength(1);
});

test('Envoy sets a cookie unless the application does', () => {
  expect(setsCookie(COOKIE._parts)).toBe(true);
  expect(setsCookie(Stickiness.cookie({ passive: true })._parts)).toBe(false);
  expect(setsCookie(USER._parts)).toBe(false);
  expect(setsCookie(Stickiness.none()._parts)).toBe(false);
});
