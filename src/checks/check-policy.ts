import type { Report } from '../findings/finding';
import type { PolicyInput } from '../input/policy-input';
import { withMisshapen } from './misshapen';
import { checkGrpcStickiness } from './props/keys/grpc-stickiness';
import { checkStickinessVersion } from './props/keys/stickiness-version';
import { checkMetadata } from './props/metadata/metadata';
import { checkMetadataKeys } from './props/metadata/metadata-keys';
import { checkTargetRefs } from './props/references/target-refs';
import { checkPolicyStickiness } from './props/traffic-policy/policy-stickiness';
import { checkStreaming } from './props/traffic-policy/streaming';
import { checkTrafficPolicy } from './props/traffic-policy/traffic-policy';
import { warnOfKeys } from './warnings/keys';
import { warnOfMemberOrder } from './warnings/member-order';
import { warnOfMoves } from './warnings/moves';

/** Reports all findings of a StickyPolicy. */
export function checkPolicy(input: PolicyInput, name: string, report: Report): void {
  withMisshapen(input, report, (reportOther) => {
    checkMetadata(input, name, reportOther);
    checkMetadataKeys(input, reportOther);
    checkTargetRefs(input, reportOther);
    checkPolicyStickiness(input, reportOther);
    checkStickinessVersion(input, reportOther);
    checkGrpcStickiness(input, reportOther);
    checkTrafficPolicy(input, reportOther);
    checkStreaming(input, reportOther);
    warnOfKeys(input, reportOther);
    warnOfMemberOrder(input, reportOther);
    warnOfMoves(input, reportOther);
  });
}
