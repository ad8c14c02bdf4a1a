import { Stickiness } from '../../../../src';
import { messagesOfPolicy } from '../../../support/findings';
import { FIRST_OF, HASH, NONE, PATH_KEY, SERVER_SESSION, SESSION_COOKIE, SESSION_HEADER } from '../../fixtures';

test.each([
  ['sessionCookie', SESSION_COOKIE],
  ['sessionHeader', SESSION_HEADER],
  ['serverSession', Stickiness.serverSession({ header: 'X-Session' })],
  ['mcp', SERVER_SESSION],
  ['path', PATH_KEY],
  ['firstOf', FIRST_OF],
])('%s() is an error in a StickyPolicy', (factory, stickiness) => {
  expect(messagesOfPolicy({ stickiness })).toMatchObject([
    { id: 'needs-filters', property: 'stickiness', value: `"Stickiness.${factory}()"` },
  ]);
});

test.each([
  ['cookie', Stickiness.cookie()],
  ['header', HASH],
  ['headers', Stickiness.headers(['X-User', 'X-Tenant'])],
  ['queryParams', Stickiness.queryParams(['room'])],
  ['sourceIp', Stickiness.sourceIp()],
  ['none', NONE],
])('%s() is accepted in a StickyPolicy', (_, stickiness) => {
  expect(messagesOfPolicy({ stickiness })).toEqual([]);
});
