import type { Pod } from '../../../api';
import { Action, interest } from '../../events';
import type { Plugin, PreFilterResult } from '../../framework';
import { classOf, namespaced, notFound } from '../../helper/claims';
import { sameJson } from '../../helper/same-json';
import type { PersistentVolume, PersistentVolumeClaim } from '../../objects';
import type { VolumeRejection } from './rejection';

const NAME = 'VolumeZone';
const BETA_ZONE = 'failure-domain.beta.kubernetes.io/zone';
const BETA_REGION = 'failure-domain.beta.kubernetes.io/region';
const TOPOLOGY_LABELS = [BETA_ZONE, BETA_REGION, 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region'] as const;

/** translateToGALabel. */
const current = (label: string): string => (label === BETA_REGION ? 'topology.kubernetes.io/region' : label === BETA_ZONE ? 'topology.kubernetes.io/zone' : label);

interface VolumeTopology {
  readonly volume: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** getPVTopologies: labels like `a__b` name several zones; one with an empty part is left out (LabelZonesToSet). */
function topologiesOf({ metadata }: PersistentVolume): VolumeTopology[] {
  return TOPOLOGY_LABELS.flatMap((key) => {
    const label = metadata.labels?.[key];
    const values = label?.split('__').map((zone) => zone.trim()) ?? [];
    return label === undefined || values.includes('') ? [] : [{ volume: metadata.name ?? '', key, values }];
  });
}

const claimsOf = (pod: Pod): string[] => (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

const reject = (reason: string, problem: VolumeRejection['problem'], name: string): PreFilterResult<VolumeRejection> => ({
  rejection: { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [reason], params: [{ kind: 'volume', problem, name }] },
});

const requested = (pod: Pod, claim: PersistentVolumeClaim | undefined): boolean =>
  claim !== undefined && claimsOf(pod).some((name) => namespaced(pod, name) === `${claim.metadata.namespace || 'default'}/${claim.metadata.name ?? ''}`);

/** pkg/scheduler/framework/plugins/volumezone: a volume labelled with zones can be used in these only. */
export const volumeZone: Plugin<VolumeRejection, never> = {
  name: NAME,
  preFilter({ pod }, cache) {
    const topologies: VolumeTopology[] = [];
    for (const name of claimsOf(pod)) {
      if (name === '') return reject('PersistentVolumeClaim had no name', 'invalid', name);
      const claim = cache.listers.get('PersistentVolumeClaim', namespaced(pod, name));
      if (claim === undefined) return reject(notFound('persistentvolumeclaim', name), 'missing', name);
      const volumeName = claim.spec.volumeName ?? '';
      if (volumeName === '') {
        const className = classOf(claim);
        if (className === '') return reject('PersistentVolumeClaim had no pv name and storageClass name', 'unbound', name);
        const storageClass = cache.listers.get('StorageClass', className);
        if (storageClass === undefined) return reject(notFound('storageclass.storage.k8s.io', className), 'missing', className);
        if (storageClass.volumeBindingMode === undefined) return reject(`VolumeBindingMode not set for StorageClass "${className}"`, 'invalid', className);
        if (storageClass.volumeBindingMode === 'WaitForFirstConsumer') continue;
        return reject('PersistentVolume had no name', 'unbound', name);
      }
      const volume = cache.listers.get('PersistentVolume', volumeName);
      if (volume === undefined) return reject(notFound('persistentvolume', volumeName), 'missing', volumeName);
      topologies.push(...topologiesOf(volume));
    }
    if (topologies.length === 0) return 'skip';
    return {
      filter: {
        check({ labels }) {
          if (!TOPOLOGY_LABELS.some((key) => Object.hasOwn(labels, key))) return null;
          const conflict = topologies.find(({ key, values }) => {
            const value = Object.hasOwn(labels, key) ? labels[key] : labels[current(key)];
            return value === undefined || !values.includes(value);
          });
          if (conflict === undefined) return null;
          return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['node(s) had no available volume zone'], params: [{ kind: 'volume', problem: 'zone', name: conflict.volume }] };
        },
      },
    };
  },
  events: [
    interest('StorageClass', Action.Add, (_pod, _before, added) => added?.volumeBindingMode === 'WaitForFirstConsumer'),
    interest('Node', Action.Add | Action.UpdateNodeLabel),
    interest('PersistentVolumeClaim', Action.Add | Action.Update, ({ pod }, _before, claim) => requested(pod, claim)),
    interest('PersistentVolume', Action.Add | Action.Update, (_pod, before, after) => before === undefined || after === undefined || !sameJson(topologiesOf(before), topologiesOf(after))),
  ],
};
