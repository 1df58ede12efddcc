/** `git` on the shell's files; remotes are repositories of the Git server that the place knows. */
import { runGit } from '../../tools/git';
import type { GitMachine } from '../../tools/git';
import { below, namesIn, nodeAt, removeAll } from '../files/tree';
import type { Process, Program } from '../shell';
import type { Steps } from '../steps';
import { filesOf } from './kubectl';

export type GitPlace = Pick<GitMachine, 'find' | 'push'>;

/** Git keeps no empty folders: they go with the last file in them. */
function removed({ shell }: Process, path: string): void {
  shell.change(removeAll(shell.tree, shell.ground, path));
  for (let folder = path.slice(0, path.lastIndexOf('/')); folder !== shell.directory && folder !== '' && nodeAt(shell.tree, folder)?.kind === 'directory' && below(shell.tree, folder).length === 1 && !folder.includes('/.git'); folder = folder.slice(0, folder.lastIndexOf('/'))) shell.change(removeAll(shell.tree, shell.ground, folder));
}

function machineOf(process: Process, place: GitPlace): GitMachine {
  const { shell, out, err } = process;
  const files = filesOf(shell);
  return {
    now: () => shell.host.now(), directory: shell.directory, home: shell.home, stdin: '', environment: Object.fromEntries([...shell.exported].filter((name) => shell.variables.has(name)).map((name) => [name, shell.get(name)])),
    files: { read: (path) => files.read(path), list: (path) => namesIn(shell.tree, path), write: (path, text) => void files.write(path, text), remove: (path) => removed(process, path) },
    out: (text) => out.write(text), err: (text) => err.write(text), find: (url) => place.find(url), push: (url, repository) => place.push(url, repository),
  };
}

export const gitProgram = (place: GitPlace): Program => ({
  *run(process): Steps<number> {
    const steps = runGit(machineOf(process, place), process.args);
    let next = steps.next();
    while (next.done !== true) {
      const resumed = yield next.value;
      next = steps.next(resumed !== undefined && 'edited' in resumed ? resumed : undefined);
    }
    return next.value;
  },
});
