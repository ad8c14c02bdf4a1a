import { isIP } from 'node:net';
import { itemsOf } from '../../../collections';
import type { Report } from '../../../findings/finding';
import type { RouteInput } from '../../../input/route-input';
import type { Field } from '../../../schema/field';
import { SCHEMA } from '../../../schema/generated/schema';
import { validate } from '../../../schema/validate';
import { hostnameRemedy, NO_ADDRESS } from './hostname-remedy';

/** Any number of hostnames, as routes are split. */
const HOSTNAMES: Field = { type: 'array', items: SCHEMA.HTTPRoute?.fields?.hostnames?.items as Field, unique: [] };

/** Most names are told from addresses without the slow expressions of Node. */
const MAY_BE_ADDRESS = /:|\d$/;

export function checkHostnames({ hostnames, target }: RouteInput, report: Report): void {
  validate(HOSTNAMES, hostnames, 'hostnames', target, (observation) => {
    const { id, property, value } = observation;
    const written = String(value);
    if (id !== 'wrong-form') {
      report(observation);
    } else if (isIP(written) === 0) {
      const index = Number(/\d+/.exec(property));
      report({ ...observation, remedy: hostnameRemedy(written, index, itemsOf(hostnames).length) });
    }
  });
  hostnames?.forEach((hostname, i) => {
    if (typeof hostname === 'string' && MAY_BE_ADDRESS.test(hostname) && isIP(hostname) !== 0) {
      report({
        id: 'wrong-form',
        property: `hostnames[${i}]`,
        value: hostname,
        expected: 'a DNS name',
        reason: 'the Gateway API allows no addresses',
        remedy: NO_ADDRESS,
      });
    }
  });
}
