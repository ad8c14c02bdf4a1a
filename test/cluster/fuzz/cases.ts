import { EnvoyGatewayVersion } from 'cdk8s-sticky-gateway-route';
import fc from 'fast-check';
import type { Manifest } from '../../../cluster/control-plane/kube-client';
import { target } from '../target';
import { type Overrides, orWrong, type Source, schemaOf, unicode, valuesOf } from './crd-values';
import { rules } from './rules';
import { slotDomain } from './slots';
import { type Call, calls } from './stickiness-calls';

/** The properties of a construct, as data. */
export interface Case {
  // biome-ignore lint/suspicious/noExplicitAny: right and wrong values
  readonly props: Record<string, any>;
  readonly stickiness?: Call;
  readonly ruleStickiness?: Record<string, Call>;
}

export const gatewayName = 'fuzz';
const own = { name: gatewayName, namespace: 'gateways', sectionName: 'http' };

/** A route of somebody else, in each case with a StickyPolicy. */
export const plainRoute = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'plain' },
  spec: {
    parentRefs: [own],
    hostnames: [slotDomain],
    rules: [{ name: 'main', backendRefs: [{ name: 'api', port: 80 }] }],
  },
};

/** Cases in which one value in `wrongOneIn` is wrong. Without it no value is wrong, but values may contradict each other. */
export function casesWith(wrongOneIn?: number): fc.Arbitrary<Case> {
  const source = (overrides: Overrides): Source => ({ overrides, wrongOneIn });
  const plain = source({});
  const http = rules('HTTPRoute', source);
  const grpc = rules('GRPCRoute', source);
  const policy = valuesOf(schemaOf('BackendTrafficPolicy', ''), '', source(policyOverrides(plain)));
  const place = { parentRefs: parentRefs(plain), hostnames: hostnames(plain) };
  const props: fc.Arbitrary<Manifest> = fc
    .tuple(
      fc.oneof(
        { weight: 12, arbitrary: fc.record({ http, ...place }) },
        { weight: 4, arbitrary: fc.record({ grpc, ...place }) },
        { weight: 2, arbitrary: fc.record({ http, grpc, ...place }) },
        { weight: 1, arbitrary: fc.record({ targetRefs: targetRefs(plain) }) },
      ),
      fc.record(
        {
          metadata: metadata(plain),
          trafficPolicy: policy,
          streaming: fc.boolean(),
          target: orWrong(
            plain,
            fc.constant(target),
            fc.constantFrom(EnvoyGatewayVersion.V1_5, EnvoyGatewayVersion.V1_7),
          ),
          acknowledge: orWrong(plain, fc.constant([]), fc.constant(['no-such-warning'])),
        },
        { requiredKeys: [] },
      ),
    )
    .map((parts) => Object.assign({}, ...parts));
  return fc
    .tuple(props, fc.option(calls(plain), { nil: undefined, freq: 8 }), calls(plain), fc.nat(9))
    .map(([each, stickiness, ofRule, ruled]) => {
      const [named] = [...(each.http ?? []), ...(each.grpc ?? [])].filter(({ name }) => name !== undefined);
      const name = wrongOneIn && ruled === 1 ? 'no-such-rule' : named?.name;
      if (!wrongOneIn && stickiness?.factory !== 'none') {
        delete each.trafficPolicy?.loadBalancer;
      }
      if (!wrongOneIn && (each.trafficPolicy?.timeout || each.http?.some(({ timeouts }: Manifest) => timeouts))) {
        delete each.streaming;
      }
      return {
        props: wrongOneIn ? each : fitted(each, stickiness),
        stickiness,
        ruleStickiness: ruled < 3 && name !== undefined ? { [name]: ofRule } : undefined,
      };
    });
}

/** The same properties, with only those rules and backends that the stickiness is for. */
function fitted(props: Manifest, call?: Call): Manifest {
  const { http, grpc } = props;
  const isComputed = call?.factory === 'path' || call?.factory === 'firstOf';
  const isHttpOnly = call === undefined || /cookie|queryParams|path/i.test(call.factory);
  const fit = (rule: Manifest) => {
    const [first, ...others] = rule.backendRefs ?? [];
    if (others.length === 0) {
      return rule;
    }
    const backendRefs = [first, ...others].map(({ filters, ...each }) => each);
    return { ...rule, backendRefs: isComputed ? [first] : backendRefs };
  };
  if (!isComputed && !call?.factory.match(/session|mcp/i)) {
    return { ...props, grpc: isHttpOnly && http ? undefined : grpc };
  }
  return { ...props, ...(http && { http: http.map(fit) }), grpc: http ? undefined : grpc?.map(fit) };
}

function metadata(source: Source) {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
  const wrong = fc.oneof(fc.constantFrom('', '-a', 'A', 'a..b', 'ä', 'a'.repeat(254)), unicode({ maxLength: 5 }));
  const pairs = fc.dictionary(label, orWrong(source, label, wrong), { maxKeys: 2 });
  return fc.record(
    {
      name: orWrong(source, fc.oneof(label, fc.constantFrom('a.b', 'a'.repeat(253))), wrong),
      labels: orWrong(
        source,
        pairs,
        fc.constantFrom({ 'a b': 'x' }, { '': 'x' }, { x: 'y'.repeat(64) }, { 'ä/b': 'x' }),
      ),
      annotations: orWrong(
        source,
        fc.dictionary(label, unicode({ maxLength: 12 }), { maxKeys: 2 }),
        fc.constantFrom({ 'a b': 'x' }, { '': 'x' }),
      ),
    },
    { requiredKeys: [] },
  );
}

function parentRefs(source: Source) {
  const other = { name: 'other', namespace: 'elsewhere', sectionName: 'http' };
  const good = fc.constantFrom<Manifest[]>([own], [own], [{ ...own, port: 80 }]);
  const wrong = fc.constantFrom<Manifest[]>(
    [],
    [own, own],
    [own, { ...own, sectionName: undefined }],
    [{ ...own, port: 0 }],
    [{ ...own, port: 65536 }],
    [{ ...own, name: '' }],
    [{ ...own, sectionName: 'HTTP' }],
    [{ ...own, namespace: 'Gate' }],
    [own, ...Array.from({ length: 32 }, (_, i) => ({ ...other, name: `g${i}` }))],
  );
  return orWrong(source, good, wrong);
}

function targetRefs(source: Source) {
  const route = { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: plainRoute.metadata.name };
  const good = fc.constantFrom<Manifest[]>([route], [{ ...route, sectionName: 'main' }]);
  const wrong = fc.constantFrom<Manifest[]>(
    [],
    [route, route],
    [{ ...route, kind: 'Service' }],
    [{ ...route, kind: 'Gateway' }],
    [{ ...route, group: '' }],
    [{ ...route, name: '' }],
    [{ ...route, sectionName: 'Main' }],
    Array(17).fill(route),
  );
  return orWrong(source, good, wrong);
}

function hostnames(source: Source) {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
  const own = (prefix: string) => `${prefix}${slotDomain}`;
  const good = fc.oneof(
    fc.constantFrom('', '*.').map(own),
    label.map((each) => own(`${each}.`)),
  );
  const wrong = fc.oneof(
    fc
      .constantFrom(
        ' ',
        'A.',
        '*.*.',
        'a.*.',
        '.',
        'ä.',
        '-.',
        'a..',
        'http://',
        'a_b.',
        `${'a.'.repeat(121)}`,
        `${'a.'.repeat(120)}a`,
      )
      .map(own),
    fc.constantFrom('', '*', '10.0.0.1', `${own('a.')}.`, `${own('a.')}:80`),
    unicode({ maxLength: 8 }),
  );
  const list = fc.uniqueArray(orWrong(source, good, wrong), { minLength: 1, maxLength: 3 });
  const many = fc.integer({ min: 15, max: 40 }).map((count) => Array.from({ length: count }, (_, i) => own(`h${i}.`)));
  return orWrong(
    source,
    fc.oneof({ weight: 24, arbitrary: list }, { weight: 1, arbitrary: many }),
    list.map((each) => [...each, ...each]),
  );
}

/** Leaves out what the cluster is not prepared for, and replaces what would disturb the run. */
function policyOverrides(source: Source): Overrides {
  const short = orWrong(source, fc.constantFrom('100ms', '1s'), fc.constantFrom('0s', '1', '1s '));
  return {
    '.targetRef': undefined,
    '.targetRefs': undefined,
    '.targetSelectors': undefined,
    '.rateLimit': fc.record({
      type: fc.constant('Local'),
      local: valuesOf(schemaOf('BackendTrafficPolicy', 'rateLimit.local'), '.local', {
        ...source,
        overrides: localOverrides(source),
      }),
    }),
    '.loadBalancer.dynamicModule': undefined,
    '.responseOverride[].response.body.valueRef': undefined,
    // Envoy waits for the first check of a new cluster, so the times are short.
    ...Object.fromEntries(
      ['initialJitter', 'interval', 'timeout'].map((name) => [`.healthCheck.active.${name}`, short]),
    ),
    // Envoy writes to this file.
    '.healthCheck.active.healthCheckLog.sinks[].file.path': fc.constant('/dev/null'),
    '.mergeType': orWrong(source, fc.constantFrom('StrategicMerge', 'JSONMerge'), fc.constantFrom('Replace', 'x', '')),
    '.routingType': orWrong(source, fc.constant('Endpoint'), fc.constantFrom('Service', 'x')),
  };
}

function localOverrides(source: Source): Overrides {
  return {
    '.local.rules[].clientSelectors[].sourceCIDR.value': orWrong(
      source,
      fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '::/0'),
      fc.constantFrom('10.0.0.0', 'x', '10.0.0.0/33'),
    ),
    '.local.rules[].limit.fromMetadata': undefined,
    '.local.rules[].cost': undefined,
  };
}
