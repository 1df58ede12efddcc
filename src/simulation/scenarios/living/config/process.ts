/** What the process of each Deployment finds in its environment or its files, now. */
import type { Pod } from '../../../api';
import { byText } from '../../../base/ordered-map';
import { viewOf } from '../../../cluster/control/view';
import { isPodReady, isPodTerminating } from '../../../cluster/control/pods';
import { filesOf } from '../../../cluster/node/machine/files';
import type { ContainerFiles } from '../../../cluster/node/machine/files';
import { mountedOf, podOn, stateAt } from '../../../cluster/node/machine/machine';
import type { RuntimeContainer } from '../../../cluster/node/machine/machine';
import type { Cluster } from '../../../cluster/state';
import { NAMES, PATHS } from './manifest';
import type { Way } from './manifest';

export interface Process {
  readonly pod: Pod;
  readonly container: RuntimeContainer;
  readonly files: ContainerFiles;
}

/** The Pod that does the work: the newest one that is ready; without any, the newest. */
export function podOf(cluster: Cluster, way: Way): Pod | undefined {
  const pods = viewOf(cluster.server.store.tables).list('pods', 'default').filter(({ metadata }) => metadata.labels?.app === NAMES[way]);
  const newest = [...pods].sort((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? 1 : -1));
  return newest.find((pod) => isPodReady(pod) && !isPodTerminating(pod)) ?? newest[0];
}

/** undefined where none runs. */
export function processOf(cluster: Cluster, way: Way): Process | undefined {
  const pod = podOf(cluster, way);
  const machine = byText.get(cluster.machines, pod?.spec.nodeName ?? '');
  const { uid = '' } = pod?.metadata ?? {};
  const container = machine === undefined ? undefined : podOn(machine, uid)?.containers[0];
  if (pod === undefined || machine === undefined || container === undefined || stateAt(container, cluster.clock.now).state !== 'running') return undefined;
  return { pod, container, files: filesOf(container, pod.spec.containers[0], mountedOf(machine, uid)) };
}

export interface Seen {
  readonly level: string;
  readonly password: string;
}

export function seenBy(cluster: Cluster, way: Way): Seen | undefined {
  const process = processOf(cluster, way);
  if (process === undefined) return undefined;
  const [paths, env] = [PATHS[way], process.container.given?.env ?? {}];
  if (paths === 'variables') return { level: env.LOG_LEVEL ?? '', password: env.PASSWORD ?? '' };
  return { level: process.files.read(paths[0]) ?? '', password: process.files.read(paths[1]) ?? '' };
}

/** A command that somebody types in the container, and what they see. */
export interface Look {
  readonly command: string;
  readonly lines: readonly string[];
}

export function lookInside(cluster: Cluster, way: Way): readonly Look[] {
  const process = processOf(cluster, way);
  if (process === undefined) return [];
  const paths = PATHS[way];
  if (paths === 'variables') return [{ command: 'env', lines: Object.entries(process.container.given?.env ?? {}).map(([name, value]) => `${name}=${value}`) }];
  const contents = paths.map((path): Look => ({ command: `cat ${path}`, lines: [process.files.read(path) ?? ''] }));
  if (way === 'subPath') return contents;
  const directory = paths[0].slice(0, paths[0].lastIndexOf('/'));
  const lines = (process.files.list(directory) ?? []).map((one) => (one.kind === 'link' ? `${one.name} -> ${one.to}` : one.kind === 'directory' ? `${one.name}/` : one.name));
  return [{ command: `ls -la ${directory}`, lines }, ...contents];
}
