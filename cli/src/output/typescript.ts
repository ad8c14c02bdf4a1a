import type { FilterPlan, Plan, RoutePlan } from '../routes/route-plan';
import type { StickinessCall } from '../routes/stickiness/stickiness-call';
import { enumMember, versionMember } from './code-names';
import { constructId, constructProps, filterProps } from './construct-props';
import { CHART } from './objects';

const WIDTH = 120;
const PACKAGE = 'cdk8s-sticky-gateway-route';

/** A cdk8s app that renders the plans. */
export function typescriptCode(plans: readonly Plan[], target: string | undefined): Promise<string> {
  const body = plans.map((plan) => (plan.kind === 'filter' ? filterCode(plan) : routeCode(plan, target)));
  const source = [
    `const app = new App();`,
    `const chart = new Chart(app, '${CHART}');`,
    '',
    body.join('\n\n'),
    '',
    'app.synth();',
  ].join('\n');
  const used = (name: string) => new RegExp(`\\b${name}\\b`).test(source);
  const imports = [
    `import { ${['App', 'Chart', 'Duration'].filter(used).join(', ')} } from 'cdk8s';`,
    `import { ${['EnvoyGatewayVersion', 'envoygateway', 'gatewayapi', 'SameSite', 'Stickiness', 'StickyGatewayRoute'].filter(used).join(', ')} } from '${PACKAGE}';`,
  ];
  return formatted([...imports, '', source].join('\n'));
}

/** Loads the formatter only if there is code to format. */
async function formatted(code: string): Promise<string> {
  const [{ format }, ...plugins] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/estree'),
    import('prettier/plugins/typescript'),
  ]);
  return await format(code, { parser: 'typescript', plugins, singleQuote: true, printWidth: WIDTH });
}

function filterCode(plan: FilterPlan): string {
  const { metadata, spec } = filterProps(plan);
  return `new envoygateway.HttpRouteFilter(chart, ${text(constructId(plan))}, {
    metadata: ${literal(metadata, '')},
    spec: ${literal(spec, 'spec')},
  });`;
}

function routeCode(plan: RoutePlan, target: string | undefined): string {
  const { stickiness, ruleStickiness, ...props } = constructProps(plan);
  const fields = Object.entries(props).map(([key, value]) => `${key}: ${literal(value, key)}`);
  const ofRules = Object.entries(ruleStickiness ?? {}).map(([name, call]) => `${key(name)}: ${callCode(call)}`);
  const all = [
    ...fields,
    `stickiness: ${callCode(stickiness)}`,
    ...(ofRules.length > 0 ? [`ruleStickiness: { ${ofRules.join(', ')} }`] : []),
    ...(target === undefined ? [] : [`target: ${versionMember(target)}`]),
  ];
  const comment = `// ${plan.ingress}, from ${plan.source}`;
  return `${comment}\nnew StickyGatewayRoute(chart, ${text(constructId(plan))}, {\n${all.join(',\n')},\n});`;
}

function callCode(call: StickinessCall): string {
  const args = argumentsOf(call);
  return `Stickiness.${call.factory}(${args})`;
}

function argumentsOf(call: StickinessCall): string {
  switch (call.factory) {
    case 'header':
      return text(call.name);
    case 'headers':
    case 'queryParams':
      return literal(call.names, '');
    case 'allOf':
      return `[${call.members.map(callCode).join(', ')}]`;
    case 'cookie':
    case 'sessionCookie':
      return `{ ${Object.entries(call.options).map(optionCode).join(', ')} }`;
    default:
      return '';
  }
}

function optionCode([name, value]: [string, unknown]): string {
  if (name === 'ttl') {
    return `ttl: Duration.seconds(${value})`;
  }
  return name === 'sameSite' ? `sameSite: SameSite.${String(value).toUpperCase()}` : `${name}: ${literal(value, '')}`;
}

/** A value as code; `path` is that of its property, which may have an enum for a type. */
function literal(value: unknown, path: string): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => literal(item, path)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, each]) => `${key(name)}: ${literal(each, `${path}.${name}`)}`)
      .join(', ')} }`;
  }
  return enumMember(path, value) ?? JSON.stringify(value);
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}

function text(value: string): string {
  return JSON.stringify(value);
}
