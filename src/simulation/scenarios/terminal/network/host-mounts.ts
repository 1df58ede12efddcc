/** Directories of the node in a container (volumes of the kind hostPath): what is written there is written at the machine, where it has its effect. */
import { mountsOf } from '../../../cluster/node/machine/written';
import type { Mount } from '../../../cluster/node/machine/written';
import { machineOf } from '../../../cluster/node/host/files';
import type { DoneAtHost } from '../../../cluster/node/host/types';
import type { Container, Pod } from '../../../api/types';
import type { Cluster } from '../../../cluster/state';
import type { Tree } from '../../../shell/files/tree';
import type { Steps } from '../../../shell/steps';

export interface HostMounts {
  /** The path on the node of a path in the container; undefined: it is none of the node's. */
  onNode(path: string): string | undefined;
  readonly any: boolean;
}

const joined = (...parts: readonly string[]): string => `/${parts.flatMap((part) => part.split('/')).filter((part) => part !== '').join('/')}`;

const holds = (at: string, path: string): boolean => path === at || at === '/' || path.startsWith(`${at}/`);

export function hostMounts(cluster: Cluster, pod: Pod, spec: Container | undefined): HostMounts {
  const innermost: readonly Mount[] = [...mountsOf(cluster, machineOf(cluster, pod.spec.nodeName ?? ''), pod, spec)].reverse();
  return {
    any: innermost.some(({ place }) => place.kind === 'host'),
    onNode: (path) => {
      const mount = innermost.find(({ at }) => holds(at, path));
      return mount?.place.kind === 'host' ? joined(mount.place.path, mount.below, path.slice(mount.at.length)) : undefined;
    },
  };
}

/** What of the changes is the node's, done there; gives the paths that are not. */
export function* keptAtHost(host: string, { onNode }: HostMounts, before: Tree, after: Tree): Steps<ReadonlySet<string>> {
  const written: Record<string, string | null> = {};
  const directories: string[] = [];
  const others = new Set<string>();
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, node] = [before[path], after[path]];
    if (old === node) continue;
    const place = onNode(path);
    if (place === undefined) others.add(path);
    else if (node === undefined) written[place] = null;
    else if (node.kind === 'file') written[place] = node.text;
    else if (old === undefined) directories.push(place);
  }
  const done: DoneAtHost = { written, directories };
  if (Object.keys(written).length + directories.length > 0) yield { do: 'host', at: { host, line: '', done } };
  return others;
}
