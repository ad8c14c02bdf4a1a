/** Whether cdk8s replaces a value at synthesis: a `Lazy`, or a token of another framework. */
export function isResolvable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { produce, resolve } = value as { readonly produce?: unknown; readonly resolve?: unknown };
  return typeof produce === 'function' || typeof resolve === 'function';
}
