/** Cuts what templates rendered into manifests and hooks, in the order of installing (helm pkg/releaseutil: manifest.go, manifest_sorter.go, kind_sorter.go). */
import { quote } from '../../../base/go/quote';
import { decodeStruct } from '../decode-struct';
import type { StructSpec } from '../decode-struct';
import type { Log } from '../log';

export interface Manifest {
  /** The template that it came from. */
  readonly source: string;
  readonly text: string;
  readonly kind: string;
  readonly apiVersion: string;
}

export interface Hook extends Manifest {
  readonly name: string;
  readonly events: readonly string[];
  readonly weight: number;
  readonly deletePolicies: readonly string[];
  readonly outputLogPolicies: readonly string[];
}

export type Sorted = { readonly ok: true; readonly hooks: readonly Hook[]; readonly manifests: readonly Manifest[] } | { readonly ok: false; readonly error: string };

export const INSTALL_ORDER = `PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy PodDisruptionBudget ServiceAccount Secret SecretList ConfigMap StorageClass PersistentVolume
PersistentVolumeClaim CustomResourceDefinition ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding RoleBindingList Service DaemonSet Pod ReplicationController
ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job CronJob IngressClass Ingress APIService`.split(/\s+/);

export const UNINSTALL_ORDER = `APIService Ingress IngressClass Service CronJob Job StatefulSet HorizontalPodAutoscaler Deployment ReplicaSet ReplicationController Pod DaemonSet RoleBindingList RoleBinding RoleList
Role ClusterRoleBindingList ClusterRoleBinding ClusterRoleList ClusterRole CustomResourceDefinition PersistentVolumeClaim PersistentVolume StorageClass ConfigMap SecretList Secret ServiceAccount PodDisruptionBudget
PodSecurityPolicy LimitRange ResourceQuota NetworkPolicy Namespace PriorityClass`.split(/\s+/);

const HEAD: StructSpec = {
  name: 'SimpleHead',
  fields: { apiVersion: 'string', kind: 'string', metadata: { struct: { name: '', fields: { name: 'string', annotations: 'textMap' } }, type: 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }' } },
};
const EVENTS: Readonly<Record<string, string>> = {
  'pre-install': 'pre-install', 'post-install': 'post-install', 'pre-delete': 'pre-delete', 'post-delete': 'post-delete', 'pre-upgrade': 'pre-upgrade', 'post-upgrade': 'post-upgrade',
  'pre-rollback': 'pre-rollback', 'post-rollback': 'post-rollback', test: 'test', 'test-success': 'test',
};

/** SplitManifests: documents between lines of three dashes. */
export const splitManifests = (text: string): readonly string[] => text.trim().split(/(?:^|\s*\n)---\s*/).filter((part) => part !== '').map((part) => part.trim());

/** SplitManifests of helm 4: a document keeps the blanks at its end. */
export const splitKeepingEnds = (text: string): readonly string[] => text.trimStart().split(/^---[ \t]*/m).filter((part) => part.trim() !== '').map((part) => part.trimStart());

/** sort.SliceStable with lessByKind: known kinds by the order, others behind them by name. */
function byKind<T extends { readonly kind: string }>(items: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((kind, index) => [kind, index]));
  return [...items].sort((a, b) => {
    const [first, second] = [place.get(a.kind), place.get(b.kind)];
    if (first === undefined && second === undefined) return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
    return (first ?? Infinity) - (second ?? Infinity) || 0;
  });
}

const listed = (text: string | undefined): readonly string[] => (text === undefined ? [] : text.split(',').map((part) => part.trim().toLowerCase()));

/** SortManifests. */
export function sortManifests(files: ReadonlyMap<string, string>, log: Log, order: readonly string[] = INSTALL_ORDER, split = splitManifests): Sorted {
  const hooks: Hook[] = [];
  const manifests: Manifest[] = [];
  for (const source of [...files.keys()].sort()) {
    const content = files.get(source)!;
    if (source.slice(source.lastIndexOf('/') + 1).startsWith('_') || content.trim() === '') continue;
    for (const text of split(content)) {
      const head = decodeStruct(text, HEAD, 'releaseutil.SimpleHead');
      if (!head.ok) return { ok: false, error: `YAML parse error on ${source}: ${head.error}` };
      const metadata = head.value['metadata'] as { readonly name?: string; readonly annotations?: Readonly<Record<string, string>> } | undefined;
      const manifest: Manifest = { source, text, kind: (head.value['kind'] as string | undefined) ?? '', apiVersion: (head.value['apiVersion'] as string | undefined) ?? '' };
      const annotations = metadata?.annotations ?? {};
      const types = annotations['helm.sh/hook'];
      if (types === undefined) {
        manifests.push(manifest);
        continue;
      }
      const events = listed(types).map((type) => (Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined));
      if (events.includes(undefined)) {
        log('manifest_sorter.go:199', `info: skipping unknown hook: ${quote(types)}`);
        continue;
      }
      const weight = annotations['helm.sh/hook-weight'] ?? '';
      hooks.push({
        ...manifest, name: metadata?.name ?? '', events: events as readonly string[], weight: /^[+-]?\d+$/.test(weight) && Number.isSafeInteger(Number(weight)) ? Number(weight) : 0,
        deletePolicies: listed(annotations['helm.sh/hook-delete-policy']), outputLogPolicies: listed(annotations['helm.sh/hook-output-log-policy']),
      });
    }
  }
  return { ok: true, hooks: byKind(hooks, order), manifests: byKind(manifests, order) };
}
