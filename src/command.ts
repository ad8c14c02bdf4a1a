/** What the command `sticky-gateway` of the same version shares with the construct. For nobody else: it may change with any version. */
export { type Affinity, affinityOf, type SameSiteValue } from './ingress-nginx/affinity';
export { type Annotations, annotationsOf, PREFIX } from './ingress-nginx/annotations';
export { ACCEPTED_KEY, hashKeyOf, type KeyPart } from './ingress-nginx/hash-key';
export { keyCall, type StickinessCall } from './ingress-nginx/stickiness-call';
export { flagOf, integerOf } from './ingress-nginx/values';
export { warningOutput } from './warning-output';
