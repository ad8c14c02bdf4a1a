import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';
import type { Field } from '../../schema/field';
import { SCHEMA } from '../../schema/generated/schema';
import { validate } from '../../schema/validate';

/** Any number of hostnames, as routes are split. */
const HOSTNAMES: Field = { type: 'array', items: SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field, unique: [] };

export function checkHostnames({ hostnames, target }: RouteInput, report: Report): void {
  validate(HOSTNAMES, hostnames, 'hostnames', target, report);
}
