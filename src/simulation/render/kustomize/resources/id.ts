/** What a resource is called (kyaml resid): group, version and kind, name and namespace. */

import { quote } from '../../../base/go/quote';

/** The kinds of Kubernetes 1.21 that stand in no namespace. */
const CLUSTER_SCOPED = new Set(`
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration
admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration
admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration
apiextensions.k8s.io/v1 CustomResourceDefinition
apiextensions.k8s.io/v1beta1 CustomResourceDefinition
apiregistration.k8s.io/v1 APIService
apiregistration.k8s.io/v1beta1 APIService
certificates.k8s.io/v1 CertificateSigningRequest
certificates.k8s.io/v1beta1 CertificateSigningRequest
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema
flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration
networking.k8s.io/v1 IngressClass
networking.k8s.io/v1beta1 IngressClass
node.k8s.io/v1 RuntimeClass
node.k8s.io/v1beta1 RuntimeClass
policy/v1beta1 PodSecurityPolicy
rbac.authorization.k8s.io/v1 ClusterRole
rbac.authorization.k8s.io/v1 ClusterRoleBinding
rbac.authorization.k8s.io/v1beta1 ClusterRole
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding
scheduling.k8s.io/v1 PriorityClass
scheduling.k8s.io/v1beta1 PriorityClass
storage.k8s.io/v1 CSIDriver
storage.k8s.io/v1 CSINode
storage.k8s.io/v1 StorageClass
storage.k8s.io/v1 VolumeAttachment
storage.k8s.io/v1beta1 CSIDriver
storage.k8s.io/v1beta1 CSINode
storage.k8s.io/v1beta1 StorageClass
storage.k8s.io/v1beta1 VolumeAttachment
v1 ComponentStatus
v1 Namespace
v1 Node
v1 NodeProxyOptions
v1 PersistentVolume
`.trim().split('\n'));

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export interface ResId extends Gvk {
  readonly name: string;
  readonly namespace: string;
  readonly clusterScoped: boolean;
}

export const apiVersionOf = ({ group, version }: Gvk): string => (group === '' ? version : `${group}/${version}`);

export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? { group: '', version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

export const isClusterScoped = (apiVersion: string, kind: string): boolean => CLUSTER_SCOPED.has(`${apiVersion} ${kind}`);

export const printGvk = ({ group, version, kind }: Gvk): string => `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`;
export const printId = (id: Gvk & { readonly name: string; readonly namespace: string }): string => `${printGvk(id)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;

/** `%#v`. */
export const goSyntax = ({ group, version, kind, clusterScoped, name, namespace }: ResId): string =>
  `resid.ResId{Gvk:resid.Gvk{Group:${quote(group)}, Version:${quote(version)}, Kind:${quote(kind)}, isClusterScoped:${clusterScoped}}, Name:${quote(name)}, Namespace:${quote(namespace)}}`;

export const NO_NAMESPACE = '_non_namespaceable_';
export const effectiveNamespace = ({ clusterScoped, namespace }: ResId): string => (clusterScoped ? NO_NAMESPACE : namespace === '' ? 'default' : namespace);

export const sameGvk = (a: Gvk, b: Gvk): boolean => a.group === b.group && a.version === b.version && a.kind === b.kind;
export const sameNameAndGvk = (a: ResId, b: ResId): boolean => a.name === b.name && sameGvk(a, b);
export const sameId = (a: ResId, b: ResId): boolean => sameNameAndGvk(a, b) && effectiveNamespace(a) === effectiveNamespace(b);

/** Gvk.IsSelected: what the selector leaves empty is not asked for. */
export const isSelected = (gvk: Gvk, { group, version, kind }: Gvk): boolean =>
  (group === '' || group === gvk.group) && (version === '' || version === gvk.version) && (kind === '' || kind === gvk.kind);

/** Every part, and whether it is cluster scoped, as a key. */
export const keyOf = (id: ResId): string => `${printId(id)}|${id.clusterScoped}`;

const ORDER_FIRST = 'Namespace ResourceQuota StorageClass CustomResourceDefinition ServiceAccount PodSecurityPolicy Role ClusterRole RoleBinding ClusterRoleBinding ConfigMap Secret Endpoints Service LimitRange PriorityClass PersistentVolume PersistentVolumeClaim Deployment StatefulSet CronJob PodDisruptionBudget'.split(' ');
const ORDER_LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
export const LEGACY_ORDER = { first: ORDER_FIRST as readonly string[], last: ORDER_LAST as readonly string[] };

/** Where a kind stands: below 0 the first ones, above 0 the last. */
export function placesOf({ first, last }: { readonly first: readonly string[]; readonly last: readonly string[] }): ReadonlyMap<string, number> {
  return new Map([...first.map((kind, i) => [kind, i - first.length] as const), ...last.map((kind, i) => [kind, i + 1] as const)]);
}

const PLACES = placesOf(LEGACY_ORDER);
export const sortText = ({ group, version, kind }: Gvk): string => `${group || '~G'}_${version || '~V'}_${kind || '~K'}`;

/** Gvk.IsLessThan as a comparison. */
export function compareGvks(a: Gvk, b: Gvk): number {
  const places = (PLACES.get(a.kind) ?? 0) - (PLACES.get(b.kind) ?? 0);
  const [left, right] = [sortText(a), sortText(b)];
  return places !== 0 ? places : left < right ? -1 : left > right ? 1 : 0;
}
