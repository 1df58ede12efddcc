/** The files of a machine as the programs of src/simulation/tools see them. */
import type { ToolFiles } from '../../tools/machine';
import { below, namesIn, nodeAt, parentOf } from '../files/tree';
import type { Shell } from '../shell';

export function toolFiles(shell: Shell): ToolFiles {
  const { disk } = shell;
  const makeDirectories = (path: string): void => {
    if (nodeAt(disk.tree, path) !== undefined) return;
    if (path !== '/') makeDirectories(parentOf(path));
    disk.tree = { ...disk.tree, [path]: { kind: 'directory', at: shell.host.now() } };
  };
  return {
    read: (path) => {
      const node = nodeAt(disk.tree, path);
      return node?.kind === 'file' ? node.text : undefined;
    },
    list: (path) => namesIn(disk.tree, path),
    write: (path, text) => {
      makeDirectories(parentOf(path));
      disk.tree = { ...disk.tree, [path]: { kind: 'file', text, at: shell.host.now() } };
    },
    remove: (path) => {
      const gone = new Set(below(disk.tree, path).map(([one]) => one));
      disk.tree = Object.fromEntries(Object.entries(disk.tree).filter(([one]) => !gone.has(one)));
    },
  };
}
