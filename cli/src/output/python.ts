import { builders, printer } from 'prettier/doc';
import type { FilterPlan, JsonObject, Plan, RoutePlan } from '../routes/route-plan';
import type { StickinessCall } from '../routes/stickiness/stickiness-call';
import { enumMember, typeName, versionMember } from './code-names';
import { constructId, constructProps, filterProps } from './construct-props';
import { CHART } from './objects';

type Doc = builders.Doc;

const { group, hardline, ifBreak, indent, join, line, softline } = builders;

/** The layout of Black. */
const LAYOUT = { printWidth: 88, tabWidth: 4 };

const MODULES: readonly (readonly [string, readonly string[]])[] = [
  ['cdk8s', ['ApiObjectMetadata', 'App', 'Chart', 'Duration']],
  [
    'cdk8s_sticky_gateway_route',
    ['EnvoyGatewayVersion', 'SameSite', 'Stickiness', 'StickyGatewayRoute', 'envoygateway', 'gatewayapi'],
  ],
];

/** A cdk8s app that renders the plans. */
export function pythonCode(plans: readonly Plan[], target: string | undefined): string {
  const source = layout([
    ['app = App()', hardline, `chart = Chart(app, ${text(CHART)})`],
    ...plans.map((plan) => (plan.kind === 'filter' ? filterCode(plan) : routeCode(plan, target))),
    'app.synth()',
  ]);
  return layout([
    join(
      hardline,
      MODULES.map(([module, names]) => importCode(module, names, source)),
    ),
    source,
  ]);
}

function layout(paragraphs: readonly Doc[]): string {
  const { formatted } = printer.printDocToString(join([hardline, hardline], [...paragraphs]), LAYOUT);
  return `${formatted.trimEnd()}\n`;
}

function importCode(module: string, names: readonly string[], source: string): Doc {
  const used = names.filter((name) => new RegExp(`\\b${name}[.(]`).test(source));
  return group([
    `from ${module} import `,
    ifBreak('('),
    indent([softline, join([',', line], used)]),
    ifBreak(','),
    softline,
    ifBreak(')'),
  ]);
}

function filterCode(plan: FilterPlan): Doc {
  const { metadata, spec } = filterProps(plan);
  return construct('envoygateway.HttpRouteFilter', plan, [
    keyword('metadata', metadataCode(metadata)),
    keyword('spec', literal(spec, 'spec')),
  ]);
}

function routeCode(plan: RoutePlan, target: string | undefined): Doc {
  const { metadata, stickiness, ruleStickiness, ...props } = constructProps(plan);
  return construct('StickyGatewayRoute', plan, [
    keyword('metadata', metadataCode(metadata)),
    ...Object.entries(props).map(([name, value]) => keyword(name, literal(value, name))),
    keyword('stickiness', callCode(stickiness)),
    ...(ruleStickiness
      ? [keyword('ruleStickiness', dict(Object.entries(ruleStickiness).map(([rule, call]) => [rule, callCode(call)])))]
      : []),
    ...(target === undefined ? [] : [keyword('target', versionMember(target))]),
  ]);
}

function construct(name: string, plan: Plan, args: readonly Doc[]): Doc {
  return [
    `# ${plan.ingress}, from ${plan.source}`,
    hardline,
    brackets(`${name}(`, ['chart', text(constructId(plan)), ...args], ')'),
  ];
}

function metadataCode(metadata: JsonObject): Doc {
  return brackets('ApiObjectMetadata(', keywords(metadata, ''), ')');
}

function callCode(call: StickinessCall): Doc {
  return brackets(`Stickiness.${snakeCase(call.factory)}(`, argumentsOf(call), ')');
}

function argumentsOf(call: StickinessCall): Doc[] {
  switch (call.factory) {
    case 'header':
      return [text(call.name)];
    case 'headers':
    case 'queryParams':
      return [literal(call.names, '')];
    case 'allOf':
      return [brackets('[', call.members.map(callCode), ']')];
    case 'cookie':
    case 'sessionCookie':
      return Object.entries(call.options).map(([name, value]) => keyword(name, optionCode(name, value)));
    default:
      return [];
  }
}

function optionCode(name: string, value: string | number | boolean | Readonly<Record<string, string>>): Doc {
  if (name === 'ttl') {
    return `Duration.seconds(${value})`;
  }
  if (name === 'sameSite') {
    return `SameSite.${String(value).toUpperCase()}`;
  }
  return typeof value === 'object'
    ? dict(Object.entries(value).map(([key, each]) => [key, text(each)]))
    : literal(value, '');
}

/** A value as code; `path` is that of its property, which has a struct or an enum for a type. */
function literal(value: unknown, path: string): Doc {
  if (Array.isArray(value)) {
    return brackets(
      '[',
      value.map((item) => literal(item, path)),
      ']',
    );
  }
  if (typeof value === 'object' && value !== null) {
    return brackets(`${typeName(path)}(`, keywords(value as JsonObject, `${path}.`), ')');
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return enumMember(path, value) ?? (typeof value === 'string' ? text(value) : String(value));
}

function keywords(object: JsonObject, prefix: string): Doc[] {
  return Object.entries(object).map(([name, value]) => keyword(name, literal(value, prefix + name)));
}

function keyword(name: string, value: Doc): Doc {
  return [`${snakeCase(name)}=`, value];
}

function dict(entries: readonly (readonly [string, Doc])[]): Doc {
  return brackets(
    '{',
    entries.map(([key, value]) => [`${text(key)}: `, value]),
    '}',
  );
}

/** Items in one line if they fit, else one in each line. */
function brackets(open: string, items: readonly Doc[], close: string): Doc {
  if (items.length === 0) {
    return open + close;
  }
  return group([open, indent([softline, join([',', line], [...items])]), ifBreak(','), softline, close]);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** JSON escapes what Python does, in the same way. Black prefers the quotes that need fewer escapes. */
function text(value: string): string {
  const code = JSON.stringify(value);
  const doubles = value.split('"').length;
  const singles = value.split("'").length;
  return singles < doubles ? `'${code.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : code;
}
