import type { Plan } from '../routes/route-plan';

export function pythonCode(_plans: readonly Plan[], _target: string | undefined): Promise<string> {
  return Promise.reject(new Error('todo'));
}
