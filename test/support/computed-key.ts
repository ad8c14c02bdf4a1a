import type { Stickiness } from '../../src';
import { KEY_HEADER } from '../../src/stickiness/envoy-format';
import { type Exchange, formatted } from './envoy-format';

/** The key that a filter of `stickiness` computes for Envoy to hash; empty if the request has none. */
export function keyOf(stickiness: Stickiness, exchange: Exchange): string {
  const values = stickiness._plan.headerChanges?.request?.set ?? [];
  expect(values.map(({ name }) => name)).toEqual([KEY_HEADER]);
  return formatted(values.map(({ value }) => value).join(''), exchange);
}
