import { isIP } from 'node:net';
import type { Report } from '../../findings/finding';
import type { RouteInput } from '../../input/route-input';
import type { Field } from '../../schema/field';
import { SCHEMA } from '../../schema/generated/schema';
import { validate } from '../../schema/validate';
import { hostnameRemedy } from './hostname-remedy';

/** Any number of hostnames, as routes are split. */
const HOSTNAMES: Field = { type: 'array', items: SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field, unique: [] };

export function checkHostnames({ hostnames, target }: RouteInput, report: Report): void {
  validate(HOSTNAMES, hostnames, 'hostnames', target, (observation) => {
    const { id, value } = observation;
    report(id === 'wrong-form' ? { ...observation, remedy: hostnameRemedy(String(value)) } : observation);
  });
  hostnames?.forEach((hostname, i) => {
    if (isIP(hostname) !== 0) {
      report({
        id: 'wrong-form',
        property: `hostnames[${i}]`,
        value: hostname,
        expected: 'a DNS name',
        reason: 'the Gateway API allows no addresses',
        remedy: 'remove it: a route without hostnames serves the address as well',
      });
    }
  });
}
