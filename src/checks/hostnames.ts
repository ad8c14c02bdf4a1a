import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { Problem } from '../problem';
import { collect } from '../route/lists';
import type { CheckedProps } from './checked-props';

const HOSTNAME = SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field;

export function checkHostnames({ hostnames = [], target }: CheckedProps): Problem[] {
  return collect(hostnames, (hostname, i) => {
    const property = `hostnames[${i}]`;
    const first = hostnames.indexOf(hostname);
    return first < i
      ? [{ property, value: hostname, allowed: `no equal of hostnames[${first}]`, remedy: 'remove one of the two' }]
      : checkField(HOSTNAME, hostname, property, target);
  });
}
