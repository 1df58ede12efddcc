/** The volumes of a Pod before it is bound: pkg/scheduler/framework/plugins/volumebinding binder.go bindAPIUpdate and checkBindings. */
import type { Pod } from '../../api';
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/generated/types/core.v1';
import { byText } from '../../base/ordered-map';
import type { SchedulerState } from '../../scheduler';
import { claimNameOf } from '../../scheduler/helper/claims';
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, CLAIMS, SELECTED_NODE, VOLUMES, withAnnotations } from '../controllers/persistent-volume/claim';
import { splitKey } from '../control/owners';
import type { Binding, SchedulerWork } from './memory';

/** What the scheduler has promised a Pod and the API does not show yet: asks for it. undefined where nothing is to be done. */
export function askForVolumes(work: SchedulerWork, { objects: { assumed } }: SchedulerState, pod: Pod, node: string): Binding | undefined {
  const { namespace = 'default' } = pod.metadata;
  const provisioned: string[] = [];
  const given: { volume: string; claim: string }[] = [];
  const volumes = [...byText.entries(assumed.PersistentVolume ?? null)].map(([, volume]) => volume);
  for (const volume of pod.spec.volumes ?? []) {
    const wanted = claimNameOf(pod, volume);
    const claim = wanted === null ? undefined : work.view.get(CLAIMS, namespace, wanted.name);
    if (claim === undefined || (claim.spec?.volumeName && claim.metadata.annotations?.[BIND_COMPLETED] !== undefined)) continue;
    const key = `${namespace}/${claim.metadata.name ?? ''}`;
    const promised = volumes.find(({ spec }) => spec.claimRef?.uid === claim.metadata.uid);
    if (promised !== undefined) {
      given.push({ volume: promised.metadata.name ?? '', claim: key });
      give(work, promised.metadata.name ?? '', claim);
    } else if (byText.get(assumed.PersistentVolumeClaim ?? null, key)?.metadata.annotations?.[SELECTED_NODE] === node) {
      provisioned.push(key);
      if (claim.metadata.annotations?.[SELECTED_NODE] !== node) work.client.update(withAnnotations(claim, { [SELECTED_NODE]: node }));
    }
  }
  return provisioned.length + given.length === 0 ? undefined : { node, since: work.now, provisioned, given };
}

/** GetBindVolumeToClaim. */
function give(work: SchedulerWork, name: string, { metadata }: PersistentVolumeClaim): void {
  const volume = work.view.get(VOLUMES, undefined, name);
  if (volume === undefined || volume.spec?.claimRef?.uid === metadata.uid) return;
  const { namespace = '', name: claimName = '', uid = '', resourceVersion = '' } = metadata;
  const bound: PersistentVolume = { ...volume, spec: { ...volume.spec, claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claimName, uid, resourceVersion } } };
  work.client.update(volume.spec?.claimRef === undefined ? withAnnotations(bound, { [BOUND_BY_CONTROLLER]: 'yes' }) : bound);
}

/** bindTimeout. */
const TIMEOUT = 600_000_000;

/** Are they bound? A text: why they never will be. */
export function volumesBound(work: SchedulerWork, pod: Pod | undefined, { node, since, provisioned, given }: Binding): boolean | string {
  if (pod === undefined) return 'pod does not exist any more';
  const claimAt = (key: string): PersistentVolumeClaim | undefined => work.view.get(CLAIMS, ...splitKey(key));
  const isBound = (claim: PersistentVolumeClaim): boolean => Boolean(claim.spec?.volumeName) && claim.metadata.annotations?.[BIND_COMPLETED] !== undefined;
  for (const { volume, claim: key } of given) {
    const claim = claimAt(key);
    if (claim === undefined) return `failed to check binding: persistentvolumeclaim "${splitKey(key)[1]}" not found`;
    if (!work.view.get(VOLUMES, undefined, volume)?.spec?.claimRef?.uid) return `ClaimRef got reset for pv "${volume}"`;
    if (!isBound(claim)) return since + TIMEOUT > work.now ? false : 'context deadline exceeded';
  }
  for (const key of provisioned) {
    const claim = claimAt(key);
    const name = splitKey(key)[1];
    if (claim === undefined) return `failed to check provisioning pvc: could not find v1.PersistentVolumeClaim "${key}"`;
    if (claim.metadata.annotations === undefined) return `selectedNode annotation reset for PVC "${name}"`;
    if (claim.metadata.annotations[SELECTED_NODE] !== node) return `provisioning failed for PVC "${name}"`;
    if (!isBound(claim)) return since + TIMEOUT > work.now ? false : 'context deadline exceeded';
  }
  return true;
}
