/** What the construct refuses though no status and no answer of the fuzz's cluster shows why. */
export const decisions: readonly { readonly problem: RegExp; readonly reason: string }[] = [
  { problem: /it would be dropped without a word/, reason: 'the imported classes do not render what they do not know' },
  { problem: / on Envoy Gateway 1\.\d/, reason: 'the cluster is newer than the target (versions.test.ts)' },
  { problem: /^acknowledge\[/, reason: 'an unknown id would silence nothing' },
  { problem: /^ruleStickiness\[.*allowed: the name of a rule/s, reason: 'a rule that is not there gets no policy' },
  {
    problem: /^trafficPolicy.loadBalancer: .* allowed: (ConsistentHash as|a type alone)/s,
    reason: 'one of two load balancers would be dropped',
  },
  { problem: /allowed: no timeout, as /, reason: 'the timeout cuts what streaming says is long' },
  {
    problem: /as Envoy Gateway ignores session persistence/,
    reason: 'Envoy is told nothing of it (corpus/references.ts)',
  },
  {
    problem: /which have no session persistence to patch/,
    reason: 'Envoy is told nothing of it (corpus/references.ts)',
  },
  {
    problem: /^trafficPolicy.compress(ion|or).*allowed: (each type once|the settings of its type)/s,
    reason: 'freezes beside other filters, or is left out (corpus/references.ts)',
  },
  { problem: /as the earlier rule gets all its requests/, reason: 'an earlier rule answers (corpus/references.ts)' },
  { problem: /reaches another pod, which does not know/, reason: 'needs a pod that fails (mcp-churn.test.ts)' },
  { problem: /^trafficPolicy.responseOverride.*redirect.port: got 0;/s, reason: 'Envoy takes port 0 for none' },
  { problem: /a text without line breaks and NUL/, reason: 'no request can have it, where it does not freeze' },
  { problem: /^Stickiness.firstOf\(\) members: got \d/, reason: 'a list of none is no list' },
  { problem: /allowed: no equal of/, reason: 'what is said twice is a slip of the author, if a harmless one' },
  { problem: /^Stickiness.cookie\(\) (path|attributes.path): got "\/ä"/, reason: 'browsers send it to no path' },
  { problem: /whose path it becomes/, reason: 'needs a request that the expression matches (corpus/session-names.ts)' },
  { problem: /as Envoy Gateway keeps others apart/, reason: 'needs backends whose pods differ' },
  { problem: /as Envoy Gateway ignores weights/, reason: 'needs backends whose pods differ' },
  { problem: /^trafficPolicy.http2/, reason: 'needs a Service that speaks HTTP/2' },
];
