/** Whether another tool shall fill in a part of a text after synthesis: Helm, Flux, Kustomize or a shell. */
export function hasTemplateVariable(text: string): boolean {
  return /\$[{(A-Za-z_]|\{\{/.test(text);
}

/** How to write a text that another tool shall fill in, as only the API server would see the result. */
export function variableRemedy(text: string): string | undefined {
  return hasTemplateVariable(text) ? 'compute it in the app, such as from process.env' : undefined;
}

/** Whether a part of a text is what languages write for a variable without a value. */
export function hasUnsetVariable(text: string): boolean {
  return /(^|[-./])(undefined|null|None|NaN)($|[-./])/.test(text);
}

/** Remedy for such a text. */
export const SET_VARIABLE = 'set the variable from which this text is made';
