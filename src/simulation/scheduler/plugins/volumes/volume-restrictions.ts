import type { Pod, Volume } from '../../../api';
import { namespaceOf } from '../../cache/affinity-term';
import type { NodeInfo } from '../../cache/node-info';
import type { PodInfo } from '../../cache/pod-info';
import { Action, interest } from '../../events';
import type { NodeFilter, Plugin, Status } from '../../framework';
import { needsClaim, notFound } from '../../helper/claims';
import type { VolumeRejection } from './rejection';

const NAME = 'VolumeRestrictions';

/** isVolumeConflict, one volume against another: disks that only one node, or only readers, may have. */
function conflicts(a: Volume, b: Volume): boolean {
  const bothRead = (one: { readOnly?: boolean }, other: { readOnly?: boolean }): boolean => one.readOnly === true && other.readOnly === true;
  if (a.gcePersistentDisk && b.gcePersistentDisk && a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName && !bothRead(a.gcePersistentDisk, b.gcePersistentDisk)) return true;
  if (a.awsElasticBlockStore && b.awsElasticBlockStore && a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID) return true;
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn && !bothRead(a.iscsi, b.iscsi)) return true;
  if (!a.rbd || !b.rbd) return false;
  const { monitors = [], pool, image } = a.rbd;
  const overlap = monitors.some((monitor) => b.rbd?.monitors?.includes(monitor));
  return overlap && (pool ?? 'rbd') === (b.rbd.pool ?? 'rbd') && image === b.rbd.image && !bothRead(a.rbd, b.rbd);
}

const restricted = (volume: Volume): boolean => Boolean(volume.gcePersistentDisk ?? volume.awsElasticBlockStore ?? volume.rbd ?? volume.iscsi);

const disksOf = (pod: Pod): Volume[] => (pod.spec.volumes ?? []).filter(restricted);

const holds = (pod: Pod, disks: readonly Volume[]): boolean => (pod.spec.volumes ?? []).some((volume) => disks.some((disk) => conflicts(disk, volume)));

const rejection = (problem: VolumeRejection['problem'], name: string, reason: string): Status<VolumeRejection> => ({
  plugin: NAME, code: 'Unschedulable', reasons: [reason], params: [{ kind: 'volume', problem, name }],
});

class RestrictionsFilter implements NodeFilter<VolumeRejection> {
  constructor(private readonly disks: readonly Volume[], private readonly exclusive: ReadonlySet<string>, private inUse: number) {}

  check(node: NodeInfo): Status<VolumeRejection> | null {
    if (this.disks.length > 0 && node.pods.some(({ pod }) => holds(pod, this.disks))) return rejection('diskInUse', this.disks[0].name, 'node(s) had no available disk');
    if (this.inUse <= 0) return null;
    const [name = ''] = this.exclusive;
    return rejection('claimInUse', name, 'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod');
  }

  clone(): RestrictionsFilter {
    return new RestrictionsFilter(this.disks, this.exclusive, this.inUse);
  }

  addPod(other: PodInfo): void {
    this.inUse += this.references(other);
  }

  removePod(other: PodInfo): void {
    this.inUse -= this.references(other);
  }

  /** conflictingPVCRefCountForPod: names only, whatever the namespace, as upstream compares them. */
  private references({ pod }: PodInfo): number {
    return (pod.spec.volumes ?? []).filter(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined && this.exclusive.has(persistentVolumeClaim.claimName)).length;
  }
}

/** pkg/scheduler/framework/plugins/volumerestrictions: disks that cannot be shared, and claims that one Pod may use at a time. */
export const volumeRestrictions: Plugin<VolumeRejection, never> = {
  name: NAME,
  preFilter({ pod, namespace }, cache) {
    const disks = disksOf(pod);
    const exclusive = new Set<string>();
    for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
      if (persistentVolumeClaim === undefined) continue;
      const name = persistentVolumeClaim.claimName;
      const claim = cache.listers.get('PersistentVolumeClaim', `${namespace}/${name}`);
      if (claim === undefined) {
        return { rejection: { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [notFound('persistentvolumeclaim', name)], params: [{ kind: 'volume', problem: 'missing', name }] } };
      }
      if ((claim.spec.accessModes ?? []).includes('ReadWriteOncePod')) exclusive.add(name);
    }
    const inUse = [...exclusive].filter((name) => cache.isClaimUsed(`${namespace}/${name}`)).length;
    return disks.length === 0 && inUse === 0 ? 'skip' : { filter: new RestrictionsFilter(disks, exclusive, inUse) };
  },
  events: [
    interest('Pod', Action.Delete, ({ pod }, gone) => {
      if (gone === undefined || namespaceOf(gone) !== namespaceOf(pod)) return false;
      if (holds(gone, disksOf(pod))) return true;
      const claims = new Set((pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []));
      return (gone.spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined && claims.has(persistentVolumeClaim.claimName));
    }),
    interest('Node', Action.Add),
    interest('PersistentVolumeClaim', Action.Add, ({ pod }, _before, claim) =>
      claim !== undefined && needsClaim({ ...pod, spec: { ...pod.spec, volumes: (pod.spec.volumes ?? []).filter((volume) => volume.ephemeral === undefined) } }, claim)),
  ],
};
