import type { Case } from './cases';
import type { Trial } from './ledger';

type Props = Case['props'];

/**
 * The same case with little besides what is wrong: requests reach its rules, and nothing else can explain the responses.
 */
export function isolated(trial: Trial): Trial {
  const { props, ruleStickiness = {} } = trial.case;
  const concerns = (place: string) => trial.problems.some(({ property }) => new RegExp(`^${place}`).test(property));
  const trafficPolicy = keptPolicy(props.trafficPolicy, concerns);
  if (props.targetRefs) {
    return { ...trial, case: { ...trial.case, props: { ...props, trafficPolicy } } };
  }
  const kind = concerns('grpc') && !concerns('http') ? 'grpc' : 'http';
  const rules = concerns(kind) ? keptRules(props, kind, concerns) : [];
  const missing = [undefined, ...Object.keys(ruleStickiness)].filter(
    (name) => !rules.some((rule) => rule.name === name),
  );
  const all = [...rules, ...missing.map((name) => ({ name, backendRefs: [{ name: 'api', port: 80 }] }))];
  const reached = concerns(`${kind}\\[\\d+\\]\\.matches`)
    ? all
    : all.map((rule, i) => ({ ...rule, matches: plainMatch(kind, i) }));
  return {
    ...trial,
    case: { ...trial.case, props: { ...props, http: undefined, grpc: undefined, [kind]: reached, trafficPolicy } },
  };
}

function keptRules(props: Props, kind: string, concerns: (place: string) => boolean): Props[] {
  return (props[kind] ?? []).map((rule: Props, i: number) => {
    const own = ['timeouts', 'retry'].filter((field) => !concerns(`${kind}\\[${i}\\]\\.${field}`));
    return { ...rule, ...Object.fromEntries(own.map((field) => [field, undefined])) };
  });
}

/** If a policy is wrong as a whole, the reason may be in any of its fields. */
function keptPolicy(policy: Props | undefined, concerns: (place: string) => boolean): Props | undefined {
  if (!policy || concerns('trafficPolicy$')) {
    return policy;
  }
  const kept = Object.entries(policy).filter(([field]) => concerns(`trafficPolicy\\.${field}\\b`));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function plainMatch(kind: string, i: number): object[] {
  return [kind === 'http' ? { path: { value: `/${i}` } } : { method: { service: `s${i}` } }];
}
