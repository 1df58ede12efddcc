/** chroot(1) in a container, into the tree of its node: what runs then is the node's (busybox coreutils/chroot.c; coreutils src/chroot.c). */
import { lineThere, quoted, shellThere } from '../../../shell/commands/ssh';
import { nodeAt, resolvePath } from '../../../shell/files/tree';
import { runProgram } from '../../../shell/run/run';
import type { Process, Program } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';
import { Interrupted } from './interrupted';

export interface ChrootPlace {
  readonly node: string;
  readonly onNode: (path: string) => string | undefined;
  /** CAP_SYS_CHROOT. */
  readonly mayChroot: boolean;
  readonly isBusybox: boolean;
  /** What was written so far reaches its place. */
  readonly keep: () => Steps<void>;
  /** What has changed meanwhile is seen. */
  readonly refresh: () => void;
}

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(sh|bash|dash)$/;
const FLAGS = /^-[il]+$/;

function refusal({ shell }: Process, path: string, mayChroot: boolean): string | undefined {
  const found = nodeAt(shell.tree, path);
  if (found === undefined) return 'No such file or directory';
  if (found.kind !== 'directory') return 'Not a directory';
  return mayChroot ? undefined : 'Operation not permitted';
}

/** The node's shell, or one line there. */
function* there(process: Process, node: string, words: readonly string[]): Steps<number> {
  const [name = '/bin/sh', ...args] = words;
  const shell = SHELL.exec(name)?.[1];
  if (shell === undefined || !args.every((arg) => FLAGS.test(arg))) return (yield* lineThere(process, node, words.map(quoted).join(' '), process.input.terminal ? '' : yield* process.input.all(), '/')) ?? 1;
  if (!process.input.terminal) return (yield* lineThere(process, node, yield* process.input.all(), '', '/')) ?? 1;
  return yield* shellThere(process, node, {
    directory: '/', prompt: (directory) => (shell === 'bash' ? `root@${node}:${directory === '/root' ? '~' : directory}# ` : '# '),
    left: (typed) => (typed && shell === 'bash' ? 'exit\n' : typed ? '' : '\n'), survives: (end) => end instanceof Interrupted,
  });
}

export const chrootProgram = ({ node, onNode, mayChroot, isBusybox, keep, refresh }: ChrootPlace): Program => ({
  *run(process) {
    const { args: [directory, ...words], shell, err } = process;
    if (directory === undefined) {
      err.write(isBusybox ? 'Usage: chroot NEWROOT [PROG ARGS]\n' : "chroot: missing operand\nTry 'chroot --help' for more information.\n");
      return isBusybox ? 1 : 125;
    }
    const path = resolvePath(shell.directory, directory);
    const why = refusal(process, path, mayChroot);
    if (why !== undefined) {
      err.write(`chroot: ${isBusybox ? "can't" : 'cannot'} change root directory to '${directory}': ${why}\n`);
      return isBusybox ? 1 : 125;
    }
    const [name = '/bin/sh', ...args] = words;
    if (path === '/') return yield* runProgram({ ...process, name: name.slice(name.lastIndexOf('/') + 1), args });
    if (onNode(path) !== '/') {
      err.write(isBusybox ? `chroot: can't execute '${name}': No such file or directory\n` : `chroot: failed to run command '${name}': No such file or directory\n`);
      return 127;
    }
    yield* keep();
    try {
      return yield* there(process, node, words);
    } finally {
      refresh();
    }
  },
});
