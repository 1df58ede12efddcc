import { fnv32a } from '../../../base/hash';
import type { Pod } from '../../../api';
import type { PersistentVolume } from '../../../api/generated/types/core.v1';
import type { VolumeAttachment } from '../../../api/generated/types/storage.v1';
import { hasReason } from '../../control/client';
import { controllerUser } from '../../control/controller';
import type { Controller, Desk, Heard, Work } from '../../control/controller';
import { keyOfObject } from '../../control/owners';
import { isPodTerminal } from '../../control/pods';
import { uniqueVolumeName } from './names';

const ATTACHMENTS = 'volumeattachments.storage.k8s.io';
const SECOND = 1_000_000;
/** ReconcilerMaxWaitForUnmountDuration: after that a volume is taken from a node that does not answer and is not healthy. */
const MAX_WAIT = 360 * SECOND;
/** The reconciler's loop. */
const RETRY = 1 * SECOND;

export interface AttachMemory {
  /** Attachments whose Pods have been told: that it is attached, or that it cannot be because it is elsewhere. */
  readonly told: Readonly<Record<string, 'attached' | 'elsewhere'>>;
  /** Attachments that nobody wants any more, since when. µs. */
  readonly waiting: Readonly<Record<string, number>>;
}

type Tools = Work<AttachMemory>;

/** A volume that a Pod needs on its node. */
interface Wanted {
  readonly volume: PersistentVolume;
  readonly node: string;
  readonly pod: Pod;
}

/** getAttachmentName: a name that says driver, volume and node. */
const attachmentName = ({ volume, node }: Pick<Wanted, 'volume' | 'node'>): string =>
  `csi-${['', 'driver', 'volume', 'node'].map((salt) => fnv32a(`${salt}${volume.spec?.csi?.driver ?? ''}${volume.spec?.csi?.volumeHandle ?? ''}${node}`).toString(16).padStart(8, '0')).join('')}`;

/** The desired state of the world: CSI volumes of Pods that have a node and have not ended. */
function wantedBy(work: Pick<Tools, 'view'>): Wanted[] {
  return work.view.list('pods').flatMap((pod) => {
    const node = pod.spec.nodeName ?? '';
    if (node === '' || isPodTerminal(pod)) return [];
    return (pod.spec.volumes ?? []).flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
      const claimName = persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? '' : `${pod.metadata.name ?? ''}-${name}`);
      const claim = claimName === '' ? undefined : work.view.get('persistentvolumeclaims', pod.metadata.namespace, claimName);
      const volume = claim?.spec?.volumeName === undefined ? undefined : work.view.get('persistentvolumes', undefined, claim.spec.volumeName);
      return volume?.spec?.csi === undefined ? [] : [{ volume, node, pod }];
    });
  });
}

/** isMultiAttachAllowed: a volume that only one node may write to at a time is attached to one. */
const isShared = ({ spec }: PersistentVolume): boolean => (spec?.accessModes ?? []).length === 0 || (spec?.accessModes ?? []).some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany');

const inUse = ({ spec }: VolumeAttachment, work: Tools): boolean => {
  const node = work.view.get('nodes', undefined, spec.nodeName);
  const volume = work.view.get('persistentvolumes', undefined, spec.source.persistentVolumeName ?? '');
  return volume !== undefined && (node?.status?.volumesInUse ?? []).includes(uniqueVolumeName(volume));
};

/** Whether a volume may be taken from a node: it is unmounted there, the node is gone or given up, or all waiting has been in vain. */
function mayDetach(attachment: VolumeAttachment, since: number, work: Tools): boolean {
  if (!inUse(attachment, work)) return true;
  const node = work.view.get('nodes', undefined, attachment.spec.nodeName);
  if (node === undefined || (node.spec?.taints ?? []).some(({ key }) => key === 'node.kubernetes.io/out-of-service')) return true;
  const healthy = (node.status?.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
  return !healthy && work.now - since >= MAX_WAIT;
}

function detachUnwanted(attachments: readonly VolumeAttachment[], wanted: ReadonlySet<string>, work: Tools): void {
  const waiting: Record<string, number> = {};
  for (const attachment of attachments) {
    const name = attachment.metadata.name ?? '';
    if (wanted.has(name) || attachment.metadata.deletionTimestamp !== undefined) continue;
    const since = work.memory.waiting[name] ?? work.now;
    if (mayDetach(attachment, since, work)) work.client.delete(attachment);
    else waiting[name] = since;
  }
  work.memory = { ...work.memory, waiting };
  if (Object.keys(waiting).length > 0) work.enqueueAfter('all', RETRY);
}

/** reconcile: detach before attach, so that a volume can move. */
function reconcile(key: string, work: Tools): void {
  const wanted = wantedBy(work);
  const attachments = work.view.list(ATTACHMENTS);
  detachUnwanted(attachments, new Set(wanted.map(attachmentName)), work);
  const seen = new Set<string>();
  const told = tellAttached(wanted, attachments, work);
  for (const one of wanted) {
    const name = attachmentName(one);
    if (seen.has(name) || attachments.some(({ metadata }) => metadata.name === name)) continue;
    seen.add(name);
    const volumeName = one.volume.metadata.name ?? '';
    const elsewhere = attachments.filter(({ spec, metadata }) => spec.source.persistentVolumeName === volumeName && spec.nodeName !== one.node && metadata.name !== name);
    if (elsewhere.length > 0 && !isShared(one.volume)) {
      const users = wanted.filter(({ volume, node }) => volume.metadata.name === volumeName && node !== one.node).map(({ pod }) => pod.metadata.name ?? '');
      const why = users.length === 0 ? 'Volume is already exclusively attached to one node and can\'t be attached to another' : `Volume is already used by pod(s) ${users.join(', ')}`;
      // MultiAttachErrorReported: once, however long it lasts.
      if (told[name] !== 'elsewhere') work.event(one.pod, 'Warning', 'FailedAttachVolume', `Multi-Attach error for volume "${volumeName}" ${why}`);
      told[name] = 'elsewhere';
      work.enqueueAfter(key, RETRY);
      continue;
    }
    try {
      work.client.create({ apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment', metadata: { name }, spec: { attacher: one.volume.spec?.csi?.driver ?? '', nodeName: one.node, source: { persistentVolumeName: volumeName } } } as VolumeAttachment);
    } catch (error) {
      if (!hasReason(error, 'AlreadyExists')) throw error;
    }
  }
  work.memory = { ...work.memory, told };
  writeAttached(attachments, work);
}

/** AttachVolume.Attach succeeded: each Pod that waits for it hears it once. What nobody wants any more is forgotten. */
function tellAttached(wanted: readonly Wanted[], attachments: readonly VolumeAttachment[], work: Tools): Record<string, 'attached' | 'elsewhere'> {
  const told: Record<string, 'attached' | 'elsewhere'> = {};
  for (const one of wanted) {
    const name = attachmentName(one);
    const before = told[name] ?? work.memory.told[name];
    if (before !== undefined) told[name] = before;
    const attachment = attachments.find(({ metadata }) => metadata.name === name);
    if (attachment?.status?.attached !== true || before === 'attached') continue;
    for (const { pod } of wanted.filter((other) => attachmentName(other) === name)) work.event(pod, 'Normal', 'SuccessfulAttachVolume', `AttachVolume.Attach succeeded for volume "${one.volume.metadata.name ?? ''}" `);
    told[name] = 'attached';
  }
  return told;
}

/** nodeStatusUpdater.UpdateNodeStatuses: kubelets read there what is attached to their nodes. */
function writeAttached(attachments: readonly VolumeAttachment[], work: Tools): void {
  for (const node of work.view.list('nodes')) {
    const names = attachments.flatMap(({ spec, status, metadata }) => {
      const volume = status?.attached === true && spec.nodeName === node.metadata.name && metadata.deletionTimestamp === undefined ? work.view.get('persistentvolumes', undefined, spec.source.persistentVolumeName ?? '') : undefined;
      return volume === undefined ? [] : [uniqueVolumeName(volume)];
    });
    const before = (node.status?.volumesAttached ?? []).map(({ name }) => name);
    if (names.length === before.length && names.every((name) => before.includes(name))) continue;
    work.client.patch({ apiVersion: 'v1', kind: 'Node', metadata: { name: node.metadata.name ?? '' } }, { status: { volumesAttached: names.map((name) => ({ name, devicePath: '' })) } }, 'status');
  }
}

const wake = (_: Heard, desk: Desk<AttachMemory>): void => desk.enqueue('all');

/** Most Pods have no volume that is attached. */
function wakeForPod({ object }: Heard, desk: Desk<AttachMemory>): void {
  if (((object as Pod).spec.volumes ?? []).some(({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim !== undefined || ephemeral !== undefined)) desk.enqueue('all');
}

/** pkg/controller/volume/attachdetach, for volumes of CSI drivers: what is attached stands in VolumeAttachments, which the driver's attacher carries out. */
export const attachDetachController: Controller<AttachMemory> = {
  name: 'attachdetach-controller',
  user: controllerUser('attachdetach-controller'),
  memory: { waiting: {}, told: {} },
  handlers: { pods: wakeForPod, persistentvolumeclaims: wake, persistentvolumes: wake, nodes: wake, [ATTACHMENTS]: wake },
  reconcile,
};

/** The attacher beside a CSI driver (kubernetes-csi/external-attacher): the volume is attached as soon as it is asked for. */
export const externalAttacher = (driver: string): Controller<null> => ({
  name: `${driver}-attacher`,
  user: { username: 'system:serviceaccount:kube-system:csi-attacher', groups: ['system:serviceaccounts', 'system:authenticated'] },
  memory: null,
  handlers: {
    [ATTACHMENTS]: ({ type, object }, desk) => {
      if (type !== 'DELETED') desk.enqueue(keyOfObject(object));
    },
  },
  reconcile: (key, work) => {
    const attachment = work.view.get(ATTACHMENTS, undefined, key);
    if (attachment?.spec.attacher === driver && attachment.status?.attached !== true) work.client.update({ ...attachment, status: { ...attachment.status, attached: true } }, 'status');
  },
});
