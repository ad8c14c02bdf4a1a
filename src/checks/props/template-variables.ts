/** Whether another tool shall fill in a part of a text after synthesis: Helm, Flux, Kustomize or a shell. */
export function hasTemplateVariable(text: string): boolean {
  return /\$[{(A-Za-z_]|\{\{/.test(text);
}
