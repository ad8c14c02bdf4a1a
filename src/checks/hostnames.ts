import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { Problem } from '../problem';
import type { CheckedProps } from './checked-props';

const HOSTNAME = SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field;

export function checkHostnames({ hostnames = [], target }: CheckedProps): Problem[] {
  const firsts = new Map<string, number>();
  return hostnames.flatMap((hostname, i) => {
    const property = `hostnames[${i}]`;
    const first = firsts.get(hostname);
    if (first !== undefined) {
      const allowed = `no equal of hostnames[${first}]`;
      return { property, value: hostname, allowed, remedy: 'remove one of the two' };
    }
    firsts.set(hostname, i);
    return checkField(HOSTNAME, hostname, property, target);
  });
}
