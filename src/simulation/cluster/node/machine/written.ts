/** What processes write: into their container's own layer, and into volumes that live as long as their Pod, their node, or their disk. */
import { schedule } from '../../../base/clock';
import { byText } from '../../../base/ordered-map';
import type { Container, Pod } from '../../../api';
import { viewOf } from '../../control/view';
import type { Cluster } from '../../state';
import { EVICTION, MEASURED, NOTICED } from '../measure';
import { writtenBytes } from '../host/disk';
import { filesBelow, withFilesBelow } from '../host/files';
import { limitsStorage } from './storage-limits';
import { kubeletName } from '../names';
import type { MountedVolume } from '../volumes/atomic-writer';
import { mountedOf } from './machine';
import type { Machine, RuntimeContainer, RuntimePod } from './machine';
import { NO_FILES } from './written-files';
import type { Files } from './written-files';

/** Where files are kept. `sealed`: what the API wrote there, which nobody changes from inside. */
export type Place =
  | { readonly kind: 'layer' }
  | { readonly kind: 'pod'; readonly volume: string }
  | { readonly kind: 'host'; readonly path: string }
  | { readonly kind: 'disk'; readonly id: string }
  | { readonly kind: 'sealed'; readonly files: Files };

/** A directory of a container, and what is mounted there. */
export interface Mount {
  readonly at: string;
  readonly place: Place;
  /** The path in the volume that is mounted; '' for all of it. */
  readonly below: string;
  readonly readOnly: boolean;
}

const trimmed = (path: string): string => path.replace(/^\/+|\/+$/g, '');

/** A volume from the API as its files look through the links. */
const sealed = ({ payload, at }: MountedVolume): Place => ({ kind: 'sealed', files: Object.fromEntries(Object.entries(payload).map(([path, { data }]) => [path, { kind: 'file', text: data, at }])) });

function placeOf(cluster: Cluster, { metadata, spec }: Pod, volume: string, mounted: Readonly<Record<string, MountedVolume>>): { readonly place: Place; readonly readOnly: boolean } | undefined {
  if (mounted[volume] !== undefined) return { place: sealed(mounted[volume]), readOnly: true };
  const source = (spec.volumes ?? []).find(({ name }) => name === volume);
  if (source === undefined) return undefined;
  const { hostPath, nfs, persistentVolumeClaim, ephemeral } = source;
  if (hostPath !== undefined) return { place: { kind: 'host', path: hostPath.path }, readOnly: false };
  if (nfs !== undefined) return { place: { kind: 'disk', id: `${nfs.server}:${nfs.path}` }, readOnly: nfs.readOnly === true };
  const claimName = persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${metadata.name ?? ''}-${volume}`);
  if (claimName === undefined) return { place: { kind: 'pod', volume }, readOnly: false };
  const view = viewOf(cluster.server.store.tables);
  const bound = view.get('persistentvolumeclaims', metadata.namespace ?? 'default', claimName)?.spec?.volumeName;
  const disk = bound === undefined ? undefined : view.get('persistentvolumes', undefined, bound)?.spec;
  if (disk === undefined) return undefined;
  const readOnly = persistentVolumeClaim?.readOnly === true;
  const onNode = disk.hostPath?.path ?? disk.local?.path;
  if (onNode !== undefined) return { place: { kind: 'host', path: onNode }, readOnly };
  if (disk.nfs !== undefined) return { place: { kind: 'disk', id: `${disk.nfs.server}:${disk.nfs.path}` }, readOnly: readOnly || disk.nfs.readOnly === true };
  return { place: { kind: 'disk', id: disk.csi === undefined ? (bound ?? '') : `${disk.csi.driver}/${disk.csi.volumeHandle}` }, readOnly };
}

/** What is mounted in a container, the shortest paths first. */
export function mountsOf(cluster: Cluster, machine: Machine, pod: Pod, spec: Container | undefined): readonly Mount[] {
  const mounted = mountedOf(machine, pod.metadata.uid ?? '');
  return (spec?.volumeMounts ?? []).flatMap(({ name, mountPath, subPath = '', readOnly }) => {
    const found = placeOf(cluster, pod, name, mounted);
    return found === undefined ? [] : [{ at: `/${trimmed(mountPath)}`, place: found.place, below: trimmed(subPath), readOnly: readOnly === true || found.readOnly }];
  }).sort((a, b) => a.at.length - b.at.length);
}

/** Where the container, its Pod, its node and the cluster keep them. */
export interface Keeper {
  readonly cluster: Cluster;
  readonly node: string;
  readonly uid: string;
  readonly container: string;
}

const podIn = ({ cluster, node, uid }: Keeper): { readonly machine: Machine; readonly pod: RuntimePod } | undefined => {
  const machine = byText.get(cluster.machines, node);
  const pod = machine === undefined ? undefined : byText.get(machine.pods, uid);
  return machine === undefined || pod === undefined ? undefined : { machine, pod };
};

export function filesIn(keeper: Keeper, place: Place): Files {
  switch (place.kind) {
    case 'sealed': return place.files;
    case 'disk': return byText.get(keeper.cluster.disks ?? null, place.id) ?? NO_FILES;
    case 'host': return filesBelow(keeper.cluster, keeper.node, place.path);
    case 'pod': return podIn(keeper)?.pod.volumes?.[place.volume] ?? NO_FILES;
    case 'layer': return podIn(keeper)?.pod.containers.find(({ id }) => id === keeper.container)?.layer ?? NO_FILES;
  }
}

/** The kubelet measures what is written at its next look, if it is much or the Pod may take only so much. */
function noticed(cluster: Cluster, { node }: Keeper, { namespace, name }: RuntimePod, bytes: number): Cluster {
  if (bytes === 0) return cluster;
  const spec = viewOf(cluster.server.store.tables).get('pods', namespace, name)?.spec;
  return bytes > NOTICED || (spec !== undefined && limitsStorage(spec)) ? { ...cluster, clock: schedule(cluster.clock, cluster.clock.now + MEASURED, { kind: 'enqueue', controller: kubeletName(node), key: EVICTION }).clock } : cluster;
}

/** The cluster in which these are the files of that place. */
export function withFiles(keeper: Keeper, place: Place, files: Files): Cluster {
  const { cluster, node } = keeper;
  if (place.kind === 'sealed') return cluster;
  if (place.kind === 'disk') return { ...cluster, disks: byText.set(cluster.disks ?? null, place.id, files) };
  const found = podIn(keeper);
  if (found === undefined) return cluster;
  const { machine, pod } = found;
  const changed = (next: Machine): Cluster => ({ ...cluster, machines: byText.set(cluster.machines, node, next) });
  if (place.kind === 'host') return changed(withFilesBelow(cluster, node, place.path, files));
  const layered = (one: RuntimeContainer): RuntimeContainer => (one.id === keeper.container ? { ...one, layer: files } : one);
  const next: RuntimePod = place.kind === 'pod' ? { ...pod, volumes: { ...pod.volumes, [place.volume]: files } } : { ...pod, containers: pod.containers.map(layered) };
  const written = changed({ ...machine, pods: byText.set(machine.pods, pod.uid, next) });
  return noticed(written, keeper, pod, Math.abs(writtenBytes(files) - writtenBytes(filesIn(keeper, place))));
}

/** The cluster in which these paths of its image are gone from the container. */
export function withWhiteouts(keeper: Keeper, whiteouts: readonly string[]): Cluster {
  const { cluster, node } = keeper;
  const found = podIn(keeper);
  if (found === undefined) return cluster;
  const { machine, pod } = found;
  const containers = pod.containers.map((one) => (one.id === keeper.container && (whiteouts.length > 0 || one.whiteouts !== undefined) ? { ...one, whiteouts } : one));
  return { ...cluster, machines: byText.set(cluster.machines, node, { ...machine, pods: byText.set(machine.pods, pod.uid, { ...pod, containers }) }) };
}
