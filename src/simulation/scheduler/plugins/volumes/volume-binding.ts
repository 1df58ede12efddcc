import type { Pod } from '../../../api';
import type { Cache } from '../../cache/cache';
import { Action, interest } from '../../events';
import type { Plugin, PreFilterResult, Status } from '../../framework';
import { claimNameOf, namespaced, needsClaim, notForPod, notFound } from '../../helper/claims';
import { sameJson } from '../../helper/same-json';
import { assumedForPod, assumeVolumes, findPodVolumes, podVolumeClaims, revertVolumes, storageLimit } from './find-volumes';
import type { VolumeRejection } from './rejection';

const NAME = 'VolumeBinding';

const status = (code: Status['code'], reason: string, problem: VolumeRejection['problem'], name: string): Status<VolumeRejection> => ({
  plugin: NAME, code, reasons: [reason], params: [{ kind: 'volume', problem, name }],
});
const reject = (reason: string, problem: VolumeRejection['problem'], name: string): PreFilterResult<VolumeRejection> => ({ rejection: status('UnschedulableAndUnresolvable', reason, problem, name) });

/** podHasPVCs: 'skip' without claims, a rejection for a claim that no volume can help. */
function checkClaims(pod: Pod, cache: Cache): PreFilterResult<VolumeRejection> | null {
  let some = false;
  for (const volume of pod.spec.volumes ?? []) {
    const wanted = claimNameOf(pod, volume);
    if (wanted === null) continue;
    some = true;
    const { name, ephemeral } = wanted;
    const claim = cache.listers.get('PersistentVolumeClaim', namespaced(pod, name));
    if (claim === undefined) {
      return reject(ephemeral ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"` : notFound('persistentvolumeclaim', name), 'missing', name);
    }
    if (claim.status?.phase === 'Lost') return reject(`persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`, 'lost', name);
    if (claim.metadata.deletionTimestamp !== undefined) return reject(`persistentvolumeclaim "${name}" is being deleted`, 'deleting', name);
    const foreign = ephemeral ? notForPod(pod, claim) : null;
    if (foreign !== null) return reject(foreign, 'foreign', name);
  }
  return some ? null : 'skip';
}

/**
 * pkg/scheduler/framework/plugins/volumebinding: bound volumes must be reachable from the node; claims that wait for a consumer must find a
 * volume there, or a provisioner that can make one. It scores nothing: StorageCapacityScoring is alpha in 1.36.
 */
export const volumeBinding: Plugin<VolumeRejection, never> = {
  name: NAME,
  preFilter({ pod }, cache) {
    const early = checkClaims(pod, cache);
    if (early !== null) return early;
    const claims = podVolumeClaims(pod, cache);
    if (typeof claims === 'string') return { rejection: status('Error', claims, 'invalid', '') };
    if (claims.immediate.length > 0) return reject('pod has unbound immediate PersistentVolumeClaims', 'unbound', claims.immediate[0].metadata.name ?? '');
    return {
      filter: {
        check(node) {
          const { conflicts, error } = findPodVolumes(claims, node, cache);
          if (error !== undefined) return status('Error', error, 'invalid', '');
          if (conflicts.length === 0) return null;
          return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: conflicts.map(({ reason }) => reason), params: conflicts.map(({ params }) => params) };
        },
      },
    };
  },
  reserve({ pod }, node, cache) {
    const claims = podVolumeClaims(pod, cache);
    if (typeof claims !== 'string') assumeVolumes(findPodVolumes(claims, node, cache), node, cache);
    return null;
  },
  unreserve({ pod }, node, cache) {
    const claims = podVolumeClaims(pod, cache);
    if (typeof claims !== 'string') revertVolumes(findPodVolumes(claims, node, cache), cache);
  },
  preBind({ pod }, _node, cache) {
    return assumedForPod(pod, cache).map((object) => ({ verb: 'update', object }));
  },
  events: [
    interest('StorageClass', Action.Add | Action.Update, (_pod, before, after) => before === undefined || !sameJson(before.allowedTopologies ?? [], after?.allowedTopologies ?? [])),
    interest('PersistentVolumeClaim', Action.Add | Action.Update, ({ pod }, _before, claim) => claim !== undefined && needsClaim(pod, claim)),
    interest('PersistentVolume', Action.Add | Action.Update),
    interest('Node', Action.Add | Action.UpdateNodeLabel),
    interest('CSINode', Action.Add | Action.Update, (_pod, before, after) => {
      const migrated = (node: typeof before): string | undefined => node?.metadata.annotations?.['storage.alpha.kubernetes.io/migrated-plugins'];
      return before === undefined || migrated(before) !== migrated(after);
    }),
    interest('CSIDriver', Action.Update, ({ pod }, before, after) =>
      (pod.spec.volumes ?? []).some(({ csi }) => csi !== undefined && csi.driver === after?.metadata.name) && before?.spec.storageCapacity === true && after?.spec.storageCapacity !== true),
    interest('CSIStorageCapacity', Action.Add | Action.Update, (_pod, before, after) => {
      if (before === undefined) return true;
      const [was, is] = [storageLimit(before), after === undefined ? null : storageLimit(after)];
      return is !== null && (was === null || is > was);
    }),
  ],
};
