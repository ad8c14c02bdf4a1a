/** Whether another tool shall fill in a part of a text after synthesis: Helm, Flux, Kustomize or a shell. */
export function hasTemplateVariable(text: string): boolean {
  return /\$[{(A-Za-z_]|\{\{/.test(text);
}

/** Whether a part of a text is what languages write for a variable without a value. */
export function hasUnsetVariable(text: string): boolean {
  return /(^|[-./])(undefined|null|None|NaN)($|[-./])/.test(text);
}

/** Remedy for such a text. */
export const SET_VARIABLE = 'set the variable from which this text is made';
