import { checkOwnHeader, checkSessionName } from './names';
import { ADDRESS, pinLoadBalancer } from './pin';
import type { StickinessParts } from './stickiness-parts';

const FACTORY = 'Stickiness.sessionHeader()';

export function sessionHeader(name: string): StickinessParts {
  checkSessionName(`${FACTORY} name`, name);
  checkOwnHeader(`${FACTORY} name`, name, 'X-Session-Pod');
  return {
    loadBalancer: pinLoadBalancer(name),
    filters: { response: { set: [{ name, value: '%UPSTREAM_REMOTE_ADDRESS%' }] } },
    pin: { header: name, pattern: ADDRESS, isOfServer: false },
  };
}
