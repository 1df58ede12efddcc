/** The names of a recording: random parts are numbered by creation. */
import type { ApiObject, Pod } from '@site/src/simulation/api/types';
import { controllerRefOf } from '@site/src/simulation/cluster/control/owners';
import type { Track } from './types';

const LATER = Number.POSITIVE_INFINITY;

/** When a Pod ended, and when it was first ready. */
function marks({ shown }: Track): readonly [ended: number, ready: number] {
  const ended = shown.find(({ state }) => state['gone'] === true || state['phase'] === 'Failed' || state['phase'] === 'Succeeded')?.t ?? LATER;
  const ready = shown.find(({ state }) => String((state['conditions'] as Record<string, string> | undefined)?.['Ready']).startsWith('True'))?.t ?? LATER;
  return [ended, ready];
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Pods of one moment are interchangeable: who ends first, then who gets ready first, has the lower number. */
function inOrder(tracks: readonly Track[]): Track[] {
  return tracks.map((track, index) => ({ track, index, marks: marks(track) }))
    .sort((a, b) => compare(a.track.createdAt, b.track.createdAt) || compare(a.marks[0], b.marks[0]) || compare(a.marks[1], b.marks[1]) || a.index - b.index)
    .map(({ track }) => track);
}

/** The placeholder of each object by its UID. `nodeNames`: how the simulation's nodes are called in the recording. */
export function placeholders(tracks: readonly Track[], nodeNames: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  const owner = ({ object }: Track): { readonly kind: string; readonly uid: string; readonly name: string } | undefined => {
    const ref = controllerRefOf(object);
    return ref === undefined ? undefined : { kind: ref.kind, uid: ref.uid, name: names.get(ref.uid) ?? ref.name };
  };
  const number = (kind: string, ownerKind: string, name: (parent: string, serial: number, object: ApiObject) => string, group: (object: ApiObject) => string = () => ''): void => {
    const groups = new Map<string, Track[]>();
    for (const track of tracks) {
      const parent = owner(track);
      if (track.kind !== kind || parent?.kind !== ownerKind || (kind === 'Pod' && track.object.metadata.generateName === undefined)) continue;
      const key = `${parent.uid}/${group(track.object)}`;
      groups.set(key, [...(groups.get(key) ?? []), track]);
    }
    for (const list of groups.values()) (kind === 'Pod' ? inOrder(list) : list).forEach((track, index) => names.set(track.uid, name(owner(track)!.name, index + 1, track.object)));
  };
  const indexOf = (object: ApiObject): string => object.metadata.annotations?.['batch.kubernetes.io/job-completion-index'] ?? '';
  const nodeOf = (object: ApiObject): string => {
    const { spec } = object as Pod;
    const wanted = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0]?.matchFields?.[0]?.values?.[0];
    return spec.nodeName ?? wanted ?? '';
  };
  number('ReplicaSet', 'Deployment', (parent, serial) => `${parent}-<rs${serial}>`);
  number('Job', 'CronJob', (parent, serial) => `${parent}-<m${serial}>`);
  number('Pod', 'ReplicaSet', (parent, serial) => `${parent}-<p${serial}>`);
  number('Pod', 'Job', (parent, serial, object) => (indexOf(object) === '' ? `${parent}-<p${serial}>` : `${parent}-${indexOf(object)}-<p${serial}>`), indexOf);
  number('Pod', 'DaemonSet', (parent, serial, object) => `${parent}-<${nodeNames.get(nodeOf(object)) ?? nodeOf(object)}${serial === 1 ? '' : `.${serial}`}>`, nodeOf);
  return names;
}
