/** What a process in a container reads: its environment, and the files of its volumes. */
import type { Container } from '../../../api';
import { entriesOf, fileAt } from '../volumes/atomic-writer';
import type { Entry, MountedVolume } from '../volumes/atomic-writer';
import type { RuntimeContainer } from './machine';

export interface ContainerFiles {
  /** undefined: there is no such file. */
  readonly read: (path: string) => string | undefined;
  readonly list: (path: string) => readonly Entry[] | undefined;
}

const below = (path: string, directory: string): string | undefined => (path === directory ? '' : path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined);

/** `mounted`: the Pod's volumes. Files of the image are not modelled. */
export function filesOf(container: RuntimeContainer, spec: Container | undefined, mounted: Readonly<Record<string, MountedVolume>>): ContainerFiles {
  const bound = container.given?.files ?? {};
  const mounts = (spec?.volumeMounts ?? []).filter(({ subPath, subPathExpr }) => !subPath && !subPathExpr).map(({ name, mountPath }) => ({ volume: mounted[name], at: mountPath.replace(/\/+$/, '') }));
  const found = <T>(path: string, look: (volume: MountedVolume, rest: string) => T | undefined): T | undefined => {
    for (const { volume, at } of mounts) {
      const rest = below(path.replace(/\/+$/, ''), at);
      if (rest !== undefined && volume !== undefined) return look(volume, rest);
    }
    return undefined;
  };
  return {
    read: (path) => (path === '/proc/1/environ' ? Object.entries(container.given?.env ?? {}).map(([name, value]) => `${name}=${value}\0`).join('') : (bound[path] ?? found(path, fileAt))),
    list: (path) => found(path, entriesOf),
  };
}
