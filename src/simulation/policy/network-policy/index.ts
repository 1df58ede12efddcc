/**
 * NetworkPolicy: whether a connection passes, which policy isolated each end and which allowed it. What a network plugin
 * without support for policies does is the caller's to say: it lets everything pass.
 */
export { EGRESS_REFUSES, INGRESS_REFUSES, verdictMatrix } from './matrix';
export type { MatrixQuestion } from './matrix';
export { policyTypes } from './rules';
export { indexNetwork, verdict } from './verdict';
export type { AllowingPolicy, DirectionVerdict, NetworkIndex, Verdict } from './verdict';
export type { Connection, Direction, NetworkNamespace, NetworkObjects, NetworkPod, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from './types';
