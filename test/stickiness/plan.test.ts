import { EnvoyGatewayVersion, Stickiness } from '../../src';
import type { Field } from '../../src/schema/field';
import { SCHEMA } from '../../src/schema/generated/schema';
import { validate } from '../../src/schema/validate';
import type { StickinessPlan } from '../../src/stickiness/plan';
import { reportedBy } from '../support/findings';

const { cookie, firstOf, header, headers, mcp, none, path, queryParams, serverSession, sessionCookie, sessionHeader } =
  Stickiness;
const { allOf, sourceIp } = Stickiness;

/** The answers of a plan, without texts and without what is rendered. */
interface Answers {
  readonly factory: string;
  readonly since: string;
  readonly weightsSince: string | undefined;
  readonly isNamedByServer: boolean | undefined;
  readonly streams: boolean;
  readonly isHttpOnly: boolean;
  readonly isMember: boolean;
  /** Their factories. */
  readonly members: readonly string[];
  readonly headers: readonly string[];
  readonly cookie: StickinessPlan['cookie'];
  readonly readsAddress: boolean;
  readonly path: string | undefined;
}

function answersOf({ _plan: plan }: Stickiness): Answers {
  return {
    factory: plan.factory,
    since: plan.since,
    weightsSince: plan.weightsSince,
    isNamedByServer: plan.pin?.isNamedByServer,
    streams: plan.streams,
    isHttpOnly: Boolean(plan.httpOnly),
    isMember: 'values' in plan.member,
    members: plan.members.map(({ factory }) => factory),
    headers: plan.headers,
    cookie: plan.cookie,
    readsAddress: plan.readsAddress,
    path: plan.path?.text,
  };
}

const HASH = {
  since: '1.5',
  weightsSince: '1.9',
  isNamedByServer: undefined,
  streams: false,
  isHttpOnly: false,
  isMember: true,
  members: [],
  headers: [],
  cookie: undefined,
  readsAddress: false,
  path: undefined,
};
const SESSION = { ...HASH, weightsSince: '1.5', isNamedByServer: false, isMember: false };
const NO_SCOPE = { path: undefined, domain: undefined };

const PLANS: readonly (readonly [call: string, Stickiness, Answers])[] = [
  [
    'cookie()',
    cookie(),
    {
      ...HASH,
      factory: 'Stickiness.cookie()',
      isHttpOnly: true,
      isMember: false,
      cookie: { name: 'INGRESSCOOKIE_QOVERY', isSetByEnvoy: true, isSecure: true, ...NO_SCOPE },
    },
  ],
  [
    'cookie() with attributes',
    cookie({ name: 'a', path: '/shop', attributes: { Domain: 'example.com' } }),
    {
      ...HASH,
      factory: 'Stickiness.cookie()',
      isHttpOnly: true,
      isMember: false,
      cookie: { name: 'a', isSetByEnvoy: true, isSecure: false, path: '/shop', domain: 'example.com' },
    },
  ],
  [
    'cookie() of the application',
    cookie({ name: 'a', passive: true }),
    {
      ...HASH,
      factory: 'Stickiness.cookie()',
      isHttpOnly: true,
      cookie: { name: 'a', isSetByEnvoy: false, isSecure: false, ...NO_SCOPE },
    },
  ],
  ['header()', header('X-User'), { ...HASH, factory: 'Stickiness.header()', headers: ['X-User'] }],
  [
    'headers()',
    headers(['X-A', 'X-B']),
    { ...HASH, factory: 'Stickiness.headers()', since: '1.6', headers: ['X-A', 'X-B'] },
  ],
  [
    'queryParams()',
    queryParams(['a']),
    { ...HASH, factory: 'Stickiness.queryParams()', since: '1.7', isHttpOnly: true },
  ],
  ['sourceIp()', sourceIp(), { ...HASH, factory: 'Stickiness.sourceIp()', readsAddress: true }],
  [
    'path()',
    path('/rooms/{room}'),
    { ...HASH, factory: 'Stickiness.path()', weightsSince: undefined, isHttpOnly: true, path: '/rooms/{room}' },
  ],
  [
    'firstOf()',
    firstOf([headers(['X-User']), sourceIp()]),
    {
      ...HASH,
      factory: 'Stickiness.firstOf()',
      weightsSince: undefined,
      isMember: false,
      members: ['Stickiness.headers()', 'Stickiness.sourceIp()'],
    },
  ],
  [
    'firstOf() with a path()',
    firstOf([header('X-User'), path('/{a}'), sourceIp()]),
    {
      ...HASH,
      factory: 'Stickiness.firstOf()',
      weightsSince: undefined,
      isHttpOnly: true,
      isMember: false,
      members: ['Stickiness.header()', 'Stickiness.path()', 'Stickiness.sourceIp()'],
    },
  ],
  [
    'allOf()',
    allOf([headers(['X-User']), sourceIp()]),
    {
      ...HASH,
      factory: 'Stickiness.allOf()',
      weightsSince: undefined,
      isMember: false,
      headers: ['X-User'],
      readsAddress: true,
    },
  ],
  [
    'sessionCookie()',
    sessionCookie({ name: 'pin' }),
    {
      ...SESSION,
      factory: 'Stickiness.sessionCookie()',
      isHttpOnly: true,
      cookie: { name: 'pin', isSetByEnvoy: true, isSecure: true, path: '/', domain: undefined },
    },
  ],
  [
    'sessionCookie() with attributes',
    sessionCookie({ name: 'pin', path: '/shop', domain: 'example.com', secure: false }),
    {
      ...SESSION,
      factory: 'Stickiness.sessionCookie()',
      isHttpOnly: true,
      cookie: { name: 'pin', isSetByEnvoy: true, isSecure: false, path: '/shop', domain: 'example.com' },
    },
  ],
  [
    'sessionHeader()',
    sessionHeader('X-Pod'),
    { ...SESSION, factory: 'Stickiness.sessionHeader()', headers: ['X-Pod'] },
  ],
  [
    'serverSession()',
    serverSession({ header: 'X-Desk' }),
    {
      ...SESSION,
      factory: 'Stickiness.serverSession()',
      isNamedByServer: true,
      streams: true,
      headers: ['X-Desk'],
    },
  ],
  [
    'mcp()',
    mcp(),
    {
      ...SESSION,
      factory: 'Stickiness.mcp()',
      isNamedByServer: true,
      streams: true,
      headers: ['Mcp-Session-Id'],
    },
  ],
  ['none()', none(), { ...SESSION, factory: 'Stickiness.none()', isNamedByServer: undefined }],
];

test.each(PLANS)('the plan of Stickiness.%s answers every question', (_, stickiness, answers) => {
  expect(answersOf(stickiness)).toEqual(answers);
  expect(stickiness.factory).toBe(answers.factory);
});

test('every factory of Stickiness has a plan in the table', () => {
  const factories = Object.getOwnPropertyNames(Stickiness).filter(
    (name) => typeof Reflect.get(Stickiness, name) === 'function' && !name.startsWith('from') && !name.startsWith('_'),
  );
  const inTable = PLANS.map(([, { _plan }]) => _plan.factory);
  expect(new Set(inTable)).toEqual(new Set(factories.map((name) => `Stickiness.${name}()`)));
});

const LOAD_BALANCER = SCHEMA.BackendTrafficPolicy?.fields?.loadBalancer as Field;
const VERSIONS = Object.values(EnvoyGatewayVersion) as EnvoyGatewayVersion[];

const everyPlanAndVersion = PLANS.flatMap(([call, { _plan }]) =>
  VERSIONS.map((target) => [target.version, target._has(_plan.since) ? 'has' : 'lacks', call, _plan, target] as const),
);

test.each(everyPlanAndVersion)(
  'the schema of Envoy Gateway %s agrees with the plan that it %s Stickiness.%s',
  (_version, has, _call, { loadBalancer }, target) => {
    const messages = reportedBy((report) => validate(LOAD_BALANCER, loadBalancer, 'loadBalancer', target, report));
    expect([...new Set(messages.map(({ id }) => id))]).toEqual(has === 'has' ? [] : ['newer-envoy-gateway']);
  },
);
