/** Where a cgroup lies, by either cgroup driver (pkg/kubelet/cm: CgroupName.ToCgroupfs, ToSystemd, GetPodContainerName). */
import type { QosClass } from '../../api/pod-qos';

/** Names from the root downwards, without the driver's ornaments: `['kubepods', 'burstable', 'pod<uid>']`. */
export type CgroupName = readonly string[];

export type CgroupDriver = 'cgroupfs' | 'systemd';

/** The Pod's cgroup. Guaranteed Pods lie directly below `kubepods`; the other classes have a cgroup of their own between. `root` is --cgroup-root. */
export function podCgroupName(uid: string, qos: QosClass, root: CgroupName = []): CgroupName {
  return [...qosCgroupName(qos, root), `pod${uid}`];
}

export function qosCgroupName(qos: QosClass, root: CgroupName = []): CgroupName {
  const kubepods = [...root, 'kubepods'];
  return qos === 'Guaranteed' ? kubepods : [...kubepods, qos.toLowerCase()];
}

/** systemd names a slice by its whole path, with dashes between the parts, so a dash inside a part becomes an underscore (ExpandSlice). */
function toSystemd(name: CgroupName): string {
  const parts = name.map((part) => part.replaceAll('-', '_'));
  return `/${parts.map((_, index) => `${parts.slice(0, index + 1).join('-')}.slice`).join('/')}`;
}

/** The path below the cgroup file system's mount point. */
export function cgroupPath(name: CgroupName, driver: CgroupDriver): string {
  return driver === 'systemd' ? toSystemd(name) : `/${name.join('/')}`;
}
