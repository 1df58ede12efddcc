/** The files of a machine: what is there from the beginning, what was written since, and what lies in volumes of the kind hostPath. */
import { byText } from '../../../base/ordered-map';
import type { Cluster } from '../../state';
import { NEW_MACHINE } from '../machine/machine';
import type { Machine } from '../machine/machine';
import type { Files } from '../machine/written-files';
import { etcdFiles } from '../../etcd/living/living';
import { hostFiles } from './host-files';
import { logFiles } from './log-files';

export const machineOf = ({ machines }: Cluster, host: string): Machine => byText.get(machines, host) ?? NEW_MACHINE;

export const withMachine = (cluster: Cluster, host: string, machine: Machine): Cluster => ({ ...cluster, machines: byText.set(cluster.machines, host, machine) });

/** All files of the machine. */
export function filesOf(cluster: Cluster, host: string): Files {
  const { root = {}, disk = null } = machineOf(cluster, host);
  const mounted = [...byText.entries(disk)].flatMap(([at, files]) => [[at.replace(/\/+$/, ''), { kind: 'directory', at: 0 }] as const, ...Object.entries(files).map(([path, node]) => [`${at.replace(/\/+$/, '')}/${path}`, node] as const)]);
  return { ...hostFiles(host), ...etcdFiles(cluster, host), ...root, ...Object.fromEntries(mounted) };
}

/** What is only shown there: the runtime and the members of etcd keep it themselves. */
const shownAt = (cluster: Cluster, host: string): Files => ({ ...logFiles(machineOf(cluster, host), cluster.clock.now), ...etcdFiles(cluster, host) });

const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** What lies below a directory of the machine, by paths from there: a volume of the kind hostPath as its containers see it. */
export function filesBelow(cluster: Cluster, host: string, directory: string): Files {
  const before = withSlash(directory);
  return Object.fromEntries(Object.entries({ ...filesOf(cluster, host), ...shownAt(cluster, host) }).flatMap(([path, node]) => (path.startsWith(before) && path !== before ? [[path.slice(before.length), node] as const] : [])));
}

/** The machine on which these are the files below a directory. */
export function withFilesBelow(cluster: Cluster, host: string, directory: string, files: Files): Machine {
  const machine = machineOf(cluster, host);
  const shown = shownAt(cluster, host);
  const before = withSlash(directory);
  const own = Object.fromEntries(Object.entries(files).filter(([path, node]) => {
    const same = shown[`${before}${path}`];
    return same === undefined || same.kind !== node.kind || (same.kind === 'file' && node.kind === 'file' && same.text !== node.text);
  }));
  // All that is there is in no volume of its own.
  if (before === '/') return kept(machine, host, Object.fromEntries(Object.entries(own).map(([path, node]) => [`/${path}`, node])));
  return { ...machine, disk: byText.set(machine.disk ?? null, directory, own) };
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
