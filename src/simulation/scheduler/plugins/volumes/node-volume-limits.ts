import type { Pod } from '../../../api';
import { namespaceOf } from '../../cache/affinity-term';
import type { Cache } from '../../cache/cache';
import type { NodeInfo } from '../../cache/node-info';
import { Action, interest } from '../../events';
import type { Plugin, Status } from '../../framework';
import { claimNameOf, classOf, namespaced, needsClaim, notForPod, notFound } from '../../helper/claims';
import type { CSINode, PersistentVolumeClaim } from '../../objects';
import { driverOf, translated } from './csi';
import type { VolumeRejection } from './rejection';

const NAME = 'NodeVolumeLimits';

const mayCount = (pod: Pod): boolean => (pod.spec.volumes ?? []).some((volume) => claimNameOf(pod, volume) !== null || translated(volume) !== null);

/** getCSIDriverInfo: who attaches the claim's volume, and what tells it from other volumes. A volume yet to be made counts too. */
function driverInfo(claim: PersistentVolumeClaim, csiNode: CSINode | undefined, cache: Cache): { driver: string; handle: string } | null {
  const volume = claim.spec.volumeName ? cache.listers.get('PersistentVolume', claim.spec.volumeName) : undefined;
  if (volume !== undefined) {
    if (volume.spec.csi !== undefined) return { driver: volume.spec.csi.driver, handle: volume.spec.csi.volumeHandle };
    return csiNode === undefined ? null : translated(volume.spec);
  }
  const storageClass = cache.listers.get('StorageClass', classOf(claim));
  const driver = storageClass === undefined ? null : driverOf(storageClass.provisioner, csiNode);
  return driver === null ? null : { driver, handle: `yet-to-be-made-${claim.metadata.namespace ?? ''}/${claim.metadata.name ?? ''}` };
}

type Attached = Map<string, string>;

/** filterAttachableVolumes: the Pod's volumes by unique name, with their drivers; or why they cannot be told. */
function collect(pod: Pod, csiNode: CSINode | undefined, cache: Cache, isNew: boolean, into: Attached): Status<VolumeRejection> | null {
  for (const volume of pod.spec.volumes ?? []) {
    const wanted = claimNameOf(pod, volume);
    if (wanted === null) {
      const inline = csiNode === undefined ? null : translated(volume);
      if (inline !== null) into.set(`${inline.driver}/${inline.handle}`, inline.driver);
      continue;
    }
    const claim = cache.listers.get('PersistentVolumeClaim', namespaced(pod, wanted.name));
    if (claim === undefined) {
      if (!isNew) continue;
      const reason = `looking up PVC ${namespaceOf(pod)}/${wanted.name}: ${notFound('persistentvolumeclaim', wanted.name)}`;
      return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [reason], params: [{ kind: 'volume', problem: 'missing', name: wanted.name }] };
    }
    const foreign = wanted.ephemeral ? notForPod(pod, claim) : null;
    if (foreign !== null) return { plugin: NAME, code: 'Error', reasons: [foreign], params: [{ kind: 'volume', problem: 'foreign', name: wanted.name }] };
    const info = driverInfo(claim, csiNode, cache);
    if (info !== null) into.set(`${info.driver}/${info.handle}`, info.driver);
  }
  return null;
}

/** getNodeVolumeAttachmentInfo: volumes still attached, though no Pod on the node may use them any more. */
function attachments(node: NodeInfo, cache: Cache): Attached {
  const result: Attached = new Map();
  for (const { spec } of cache.listers.list('VolumeAttachment')) {
    const volume = spec.nodeName === node.name && spec.attacher ? cache.listers.get('PersistentVolume', spec.source?.persistentVolumeName ?? '') : undefined;
    if (volume?.spec.csi !== undefined) result.set(`${spec.attacher ?? ''}/${volume.spec.csi.volumeHandle}`, spec.attacher ?? '');
  }
  return result;
}

function check(pod: Pod, node: NodeInfo, cache: Cache): Status<VolumeRejection> | null {
  const csiNode = cache.listers.get('CSINode', node.name);
  const wanted: Attached = new Map();
  const problem = collect(pod, csiNode, cache, true, wanted);
  if (problem !== null || wanted.size === 0) return problem;
  const limits = new Map((csiNode?.spec.drivers ?? []).flatMap(({ name, allocatable }) => (allocatable?.count === undefined ? [] : [[name, allocatable.count] as const])));
  if (limits.size === 0) return null;
  const attached: Attached = new Map();
  for (const other of node.pods) {
    const trouble = collect(other.pod, csiNode, cache, false, attached);
    if (trouble !== null) return trouble;
  }
  for (const name of attached.keys()) wanted.delete(name);
  for (const [name, driver] of attachments(node, cache)) attached.set(name, driver);
  const count = (volumes: Attached, driver: string): number => [...volumes.values()].filter((one) => one === driver).length;
  for (const driver of new Set(wanted.values())) {
    const limit = limits.get(driver);
    if (limit !== undefined && count(attached, driver) + count(wanted, driver) > limit) {
      return { plugin: NAME, code: 'Unschedulable', reasons: ['node(s) exceed max volume count'], params: [{ kind: 'volume', problem: 'limit', name: driver }] };
    }
  }
  return null;
}

const limitOf = (node: CSINode, driver: string): number => (node.spec.drivers ?? []).find(({ name }) => name === driver)?.allocatable?.count ?? 0;

/** pkg/scheduler/framework/plugins/nodevolumelimits/csi.go: how many volumes of a CSI driver a node can attach. */
export const nodeVolumeLimits: Plugin<VolumeRejection, never> = {
  name: NAME,
  preFilter: ({ pod }, cache) => (mayCount(pod) ? { filter: { check: (node) => check(pod, node, cache) } } : 'skip'),
  events: [
    interest('CSINode', Action.Add),
    interest('CSINode', Action.Update, (_pod, before, after) =>
      before !== undefined && after !== undefined && (after.spec.drivers ?? []).some(({ name }) => limitOf(after, name) > limitOf(before, name))),
    interest('Pod', Action.Delete, (_pod, gone) => gone !== undefined && Boolean(gone.spec.nodeName || gone.status?.nominatedNodeName) && mayCount(gone)),
    interest('PersistentVolumeClaim', Action.Add, ({ pod }, _before, claim) => claim !== undefined && needsClaim(pod, claim)),
    interest('VolumeAttachment', Action.Delete, ({ pod }, gone) =>
      (pod.spec.volumes ?? []).some((volume) => volume.persistentVolumeClaim !== undefined || (gone !== undefined && translated(volume)?.driver === gone.spec.attacher))),
  ],
};
