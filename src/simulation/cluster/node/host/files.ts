/** The files of a machine: what is there from the beginning, what was written since, and what lies in volumes of the kind hostPath. */
import { byText } from '../../../base/ordered-map';
import type { Cluster } from '../../state';
import { NEW_MACHINE } from '../machine/machine';
import type { Machine } from '../machine/machine';
import type { Files } from '../machine/written-files';
import { etcdFiles } from '../../etcd/living/living';
import { hostFiles } from './host-files';

export const machineOf = ({ machines }: Cluster, host: string): Machine => byText.get(machines, host) ?? NEW_MACHINE;

export const withMachine = (cluster: Cluster, host: string, machine: Machine): Cluster => ({ ...cluster, machines: byText.set(cluster.machines, host, machine) });

/** All files of the machine. */
export function filesOf(cluster: Cluster, host: string): Files {
  const { root = {}, disk = null } = machineOf(cluster, host);
  const mounted = [...byText.entries(disk)].flatMap(([at, files]) => [[at.replace(/\/+$/, ''), { kind: 'directory', at: 0 }] as const, ...Object.entries(files).map(([path, node]) => [`${at.replace(/\/+$/, '')}/${path}`, node] as const)]);
  return { ...hostFiles(host), ...etcdFiles(cluster, host), ...root, ...Object.fromEntries(mounted) };
}

/** Where what was written belongs: to a volume that a Pod has of this machine, or to the machine alone. `shown`: files that are only shown, and kept elsewhere. */
export function kept(machine: Machine, host: string, after: Files, shown: Files = {}): Machine {
  let disk = machine.disk ?? null;
  const places = [...byText.entries(disk)].map(([at]) => at.replace(/\/+$/, ''));
  const placeOf = (path: string): string | undefined => places.find((at) => path === at || path.startsWith(`${at}/`));
  for (const at of places) disk = byText.set(disk, at, Object.fromEntries(Object.entries(after).flatMap(([path, node]) => (placeOf(path) === at && path !== at ? [[path.slice(at.length + 1), node] as const] : []))));
  const given = { ...hostFiles(host), ...shown };
  // What was there from the beginning is not written down again.
  const root = Object.fromEntries(Object.entries(after).filter(([path, node]) => placeOf(path) === undefined && shown[path] !== node && !(given[path] !== undefined && node.at === 0) && !path.startsWith('/sys/')));
  return { ...machine, root, ...(disk === null ? {} : { disk }) };
}
