/** Static Pods, and the mirrors that show them in the API (pkg/kubelet/config/common.go: applyDefaults; pkg/kubelet/pod/mirror_client.go). */
import { fnv32a } from '../../base/hash';
import type { Pod } from '../../api';
import { RequestError } from '../control/client';
import type { Session } from './session';
import { CONFIG_MIRROR } from './status-manager';

const CONFIG_HASH = 'kubernetes.io/config.hash';

/** 32 digits from a text: what upstream makes with FNV-1a of 128 bits. */
const digits = (text: string): string => [0, 1, 2, 3].map((part) => fnv32a(`${part}/${text}`).toString(16).padStart(8, '0')).join('');

/** The Pod of a file, as the kubelet takes it: its own UID, name and node. */
export function staticPod(file: string, pod: Pod, node: string): Pod {
  const uid = pod.metadata.uid ?? digits(`${JSON.stringify(pod)} host:${node} file:${file}`);
  const { metadata, spec } = pod;
  return {
    ...pod,
    metadata: { ...metadata, name: `${metadata.name ?? ''}-${node}`, namespace: metadata.namespace ?? 'default', uid, annotations: { ...metadata.annotations, [CONFIG_HASH]: uid, 'kubernetes.io/config.source': 'file' } },
    spec: { ...spec, nodeName: node, tolerations: [...(spec.tolerations ?? []), { operator: 'Exists', effect: 'NoExecute' }] },
    status: { phase: 'Pending' },
  };
}

export const isMirror = ({ metadata }: Pod): boolean => metadata.annotations?.[CONFIG_MIRROR] !== undefined;

/** tryReconcileMirrorPods: one that is missing is made, one that is being deleted or is another's goes. */
export function reconcileMirror(session: Session): void {
  const { worker, work, node } = session;
  if (worker.file === undefined) return;
  const { metadata } = worker.pod;
  const found = work.view.get('pods', metadata.namespace, metadata.name ?? '');
  try {
    const wrong = found !== undefined && (found.metadata.deletionTimestamp !== undefined || found.metadata.annotations?.[CONFIG_MIRROR] !== worker.uid);
    if (wrong) work.client.delete(found, { gracePeriodSeconds: 0, preconditions: { uid: found.metadata.uid ?? '' } });
    if (found !== undefined && !wrong) return;
    const owner = work.view.get('nodes', undefined, node.name);
    if (owner === undefined || owner.metadata.deletionTimestamp !== undefined) return;
    const { uid: _uid, ...rest } = metadata;
    work.client.create({
      ...worker.pod,
      metadata: { ...rest, annotations: { ...metadata.annotations, [CONFIG_MIRROR]: worker.uid }, ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid: owner.metadata.uid ?? '', controller: true }] },
    });
    // What was told to the old mirror is told to the new one.
    const { held } = session.worker;
    if (held !== undefined) session.set({ held: { ...held, sent: 0, tried: 0 } });
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}
