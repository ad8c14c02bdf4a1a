/** The text by which messages name an object: `<kind> <namespace>/<name>`. */
export function objectKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
