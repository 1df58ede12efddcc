/**
 * The Node authorizer (plugin/pkg/auth/authorizer/node): a kubelet may do what NodeRules allow, and read the Secrets and ConfigMaps of its own Pods alone. Simplified: upstream
 * asks the same of claims, volumes, Leases and nodes; here it may read all of those.
 */
import type { Pod } from '../../../api';
import { ruleAllows } from '../../../policy/rbac';
import type { AccessRequest, PolicyRule, User } from '../../../policy/rbac';
import { viewOf } from '../../control/view';
import type { Store } from '../../store/store';

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

const NODE = 'system:node:';

/** VisitPodSecretNames and VisitPodConfigmapNames (pkg/api/v1/pod), without the sources that are no longer in the tree. */
export function referencesOf({ spec, metadata }: Pod): { readonly secrets: ReadonlySet<string>; readonly configmaps: ReadonlySet<string> } {
  const [secrets, configmaps] = [new Set<string>(), new Set<string>()];
  const add = (names: Set<string>, name: string | undefined): void => {
    if (name) names.add(name);
  };
  // A mirror is made by its kubelet, which must not give itself rights so.
  if (metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) return { secrets, configmaps };
  for (const { name } of spec.imagePullSecrets ?? []) add(secrets, name);
  for (const { env = [], envFrom = [] } of [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])]) {
    for (const { secretRef, configMapRef } of envFrom) {
      add(secrets, secretRef?.name);
      add(configmaps, configMapRef?.name);
    }
    for (const { valueFrom } of env) {
      add(secrets, valueFrom?.secretKeyRef?.name);
      add(configmaps, valueFrom?.configMapKeyRef?.name);
    }
  }
  for (const { secret, configMap, projected, csi } of spec.volumes ?? []) {
    add(secrets, secret?.secretName);
    add(secrets, csi?.nodePublishSecretRef?.name);
    add(configmaps, configMap?.name);
    for (const source of projected?.sources ?? []) {
      add(secrets, source.secret?.name);
      add(configmaps, source.configMap?.name);
    }
  }
  return { secrets, configmaps };
}

/** authorizeReadNamespacedObject: why a node may not read it; '' where it may. */
function whyNot(node: string, { resource, verb, subresource, namespace, name }: Exclude<AccessRequest, { readonly path: string }>, store: Pick<Store, 'tables'>): string {
  if (!['get', 'list', 'watch'].includes(verb)) return 'can only read resources of this type';
  if (subresource) return 'cannot read subresource';
  if (!namespace) return 'can only read namespaced object of this type';
  if (!name) return 'No Object name found';
  const related = viewOf(store.tables).podsOn(node).some((pod) => pod.metadata.namespace === namespace && referencesOf(pod)[resource as 'secrets' | 'configmaps'].has(name));
  return related ? '' : `no relationship found between node '${node}' and this object`;
}

const ruled = new Map<string, boolean>();

/** What NodeRules say is the same for all nodes and names, and asked for with each request. */
function areRulesFor(asked: AccessRequest): boolean {
  if ('path' in asked) return RULES.some((one) => ruleAllows(asked, one));
  const key = `${asked.verb} ${asked.apiGroup} ${asked.resource} ${asked.subresource ?? ''}`;
  let allowed = ruled.get(key);
  if (allowed === undefined) {
    allowed = RULES.some((one) => ruleAllows(asked, one));
    if (ruled.size < 1000) ruled.set(key, allowed);
  }
  return allowed;
}

/** NodeAuthorizer.Authorize; undefined: it is no node that asks. */
export function decideAsNode({ name, groups }: User, asked: AccessRequest, store: Pick<Store, 'tables'>): { readonly allowed: boolean; readonly reason: string } | undefined {
  if (!name.startsWith(NODE) || !groups.includes('system:nodes')) return undefined;
  if (!('path' in asked) && asked.apiGroup === '' && (asked.resource === 'secrets' || asked.resource === 'configmaps')) {
    const reason = whyNot(name.slice(NODE.length), asked, store);
    return { allowed: reason === '', reason };
  }
  return { allowed: areRulesFor(asked), reason: '' };
}
