import { checkOwnHeader } from './header-names';
import { checkSessionName } from './names';
import { ADDRESS, pinPlan } from './pin-plan';
import type { StickinessPlan } from './plan';

const FACTORY = 'Stickiness.sessionHeader()';

export function sessionHeaderPlan(name: string): StickinessPlan {
  checkSessionName(`${FACTORY} name`, name);
  checkOwnHeader(`${FACTORY} name`, name, 'X-Session-Pod');
  const headerChanges = { response: { set: [{ name, value: '%UPSTREAM_REMOTE_ADDRESS%' }] } };
  return pinPlan({ factory: FACTORY, headerChanges }, { header: name, pattern: ADDRESS, isNamedByServer: false });
}
