import { checkField } from '../crds/check';
import type { Field } from '../crds/field';
import { SCHEMA } from '../crds/schema';
import type { Report } from '../problem';
import type { CheckedProps } from './checked-props';

/** Any number of them, as routes are split. */
const HOSTNAMES: Field = { type: 'array', items: SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field, unique: [] };

export function checkHostnames({ hostnames, target }: CheckedProps, report: Report): void {
  checkField(HOSTNAMES, hostnames, 'hostnames', target, report);
}
