/**
 * The Node authorizer, simplified (plugin/pkg/auth/authorizer/node): a kubelet may do what NodeRules allow. Upstream also asks whether a Secret, ConfigMap, volume or Pod
 * belongs to a Pod of that node; here it may read all of them.
 */
import { ruleAllows } from '../../../policy/rbac';
import type { AccessRequest, PolicyRule, User } from '../../../policy/rbac';

const rule = (verbs: string, apiGroups: string, resources: string): PolicyRule => ({ verbs: verbs.split(' '), apiGroups: apiGroups.split(' ').map((group) => (group === 'core' ? '' : group)), resources: resources.split(' ') });

/** bootstrappolicy.NodeRules. */
const RULES: readonly PolicyRule[] = [
  rule('create', 'authentication.k8s.io', 'tokenreviews'),
  rule('create', 'authorization.k8s.io', 'subjectaccessreviews localsubjectaccessreviews'),
  rule('get list watch', 'core', 'services pods secrets configmaps'),
  rule('create get list watch update patch', 'core', 'nodes'),
  rule('update patch', 'core', 'nodes/status pods/status'),
  rule('create update patch', 'core events.k8s.io', 'events'),
  rule('create delete', 'core', 'pods'),
  rule('create', 'core', 'pods/eviction serviceaccounts/token'),
  rule('get', 'core', 'persistentvolumeclaims persistentvolumes endpoints serviceaccounts'),
  rule('get update patch', 'core', 'persistentvolumeclaims/status'),
  rule('create get list watch', 'certificates.k8s.io', 'certificatesigningrequests'),
  rule('get create update patch delete', 'coordination.k8s.io', 'leases'),
  rule('get', 'storage.k8s.io', 'volumeattachments'),
  rule('get list watch', 'storage.k8s.io', 'csidrivers'),
  rule('get create update patch delete', 'storage.k8s.io', 'csinodes'),
  rule('get list watch', 'node.k8s.io', 'runtimeclasses'),
  rule('get', 'resource.k8s.io', 'resourceclaims'),
  rule('deletecollection', 'resource.k8s.io', 'resourceslices'),
];

export const mayAsNode = ({ name, groups }: User, asked: AccessRequest): boolean => name.startsWith('system:node:') && groups.includes('system:nodes') && RULES.some((one) => ruleAllows(asked, one));
