import type { Report } from '../findings/finding';
import type { PolicyInput } from '../input/policy-input';
import { withMisshapen } from './misshapen';
import { checkGrpcStickiness } from './props/grpc-stickiness';
import { checkMetadata } from './props/metadata';
import { checkMetadataKeys } from './props/metadata-keys';
import { checkPolicyStickiness } from './props/policy-stickiness';
import { checkStickinessVersion } from './props/stickiness-version';
import { checkStreaming } from './props/streaming';
import { checkTargetRefs } from './props/target-refs';
import { checkTrafficPolicy } from './props/traffic-policy';
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
