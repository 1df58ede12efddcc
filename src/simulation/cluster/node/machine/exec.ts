/** What a command that is run inside a container answers (the runtime's ExecSync), and what its ports do. */
import { checkAt, listensAfter } from '../../images/behaviour';
import { hasProgram } from '../../images/programs';
import { hasClosed, stateAt } from './machine';
import type { RuntimeContainer } from './machine';
import type { ContainerFiles } from './files';

export type ExecAnswer =
  | { readonly kind: 'exit'; readonly code: number; readonly output: string; readonly takes: number; readonly signals?: true }
  /** It does not answer. `signals`, of an exit: SIGTERM goes to the container's first process. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'missing'; readonly message: string };

const SECOND = 1_000_000;

const exit = (code: number, output = '', takes = 0): ExecAnswer => ({ kind: 'exit', code, output, takes });

/** runc's words (libcontainer: exec.LookPath): a path is looked at, a bare name looked for. */
const notFound = (command: string): ExecAnswer => ({ kind: 'missing', message: `OCI runtime exec failed: exec failed: unable to start container process: exec: "${command}": ${command.includes('/') ? `stat ${command}: no such file or directory` : 'executable file not found in $PATH'}` });

const MODES: readonly string[] = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'];
const permissions = (mode: number): string => [6, 3, 0].map((shift) => MODES[(mode >> shift) & 7]!).join('');

/** `cat`, in busybox's words where a file is missing. */
function cat(paths: readonly string[], { read }: ContainerFiles): ExecAnswer {
  const texts = paths.map((path) => read(path) ?? `cat: can't open '${path}': No such file or directory\n`);
  return exit(paths.every((path) => read(path) !== undefined) ? 0 : 1, texts.join(''));
}

/** `ls` of volumes; with `-l` the kind, permissions and where a link points. */
function ls(words: readonly string[], { list, read }: ContainerFiles): ExecAnswer {
  const flags = words.filter((word) => word.startsWith('-')).join('');
  const lines = words.filter((word) => !word.startsWith('-')).flatMap((path) => {
    const entries = list(path) ?? (read(path) === undefined ? undefined : [{ kind: 'file' as const, name: path, data: read(path)!, mode: 0o644 }]);
    if (entries === undefined) return [`ls: ${path}: No such file or directory`];
    return entries.filter(({ name }) => /[aA]/.test(flags) || !name.startsWith('.')).map((one) => {
      if (!flags.includes('l')) return one.name;
      if (one.kind === 'file') return `-${permissions(one.mode)} ${one.name}`;
      return one.kind === 'link' ? `lrwxrwxrwx ${one.name} -> ${one.to}` : `drwxr-xr-x ${one.name}`;
    });
  });
  return exit(lines.some((line) => line.startsWith('ls: ')) ? 1 : 0, lines.map((line) => `${line}\n`).join(''));
}

function printenv(names: readonly string[], env: Readonly<Record<string, string>>): ExecAnswer {
  if (names.length === 0) return exit(0, Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join(''));
  return exit(names.every((name) => Object.hasOwn(env, name)) ? 0 : 1, names.flatMap((name) => (Object.hasOwn(env, name) ? `${env[name]!}\n` : [])).join(''));
}

/** Runs a command in a running container; `takes`: µs. `files`: what it may read. */
export function execIn(container: RuntimeContainer, argv: readonly string[], now: number, files?: ContainerFiles): ExecAnswer {
  const [command = '', ...rest] = argv;
  const state = stateAt(container, now);
  if (state.state !== 'running') return { kind: 'missing', message: 'container not running' };
  switch (command) {
    case 'check': {
      const [name = ''] = rest;
      const stands = checkAt(container.behaviour, name, state.startedAt, now);
      return stands === 'hang' ? { kind: 'hang' } : exit(stands === 'ok' ? 0 : 1, `${name} ${stands === 'ok' ? 'ok' : 'failing'}\n`);
    }
    case 'sleep': return exit(0, '', Number(rest[0] ?? 0) * SECOND);
    case 'true': return exit(0);
    case 'false': return exit(1);
    case 'exit': return exit(Number(rest[0] ?? 0));
    case 'echo': return exit(0, `${rest.join(' ')}\n`);
    case 'env': case 'printenv': return printenv(rest, container.given?.env ?? {});
    case 'kill': return rest.at(-1) === '1' ? { kind: 'exit', code: 0, output: '', takes: 0, signals: true } : exit(1, `sh: can't kill pid ${rest.at(-1) ?? ''}: No such process\n`);
    case 'cat': return files === undefined ? notFound(command) : cat(rest, files);
    case 'ls': return files === undefined ? notFound(command) : ls(rest, files);
    default: return hasProgram(container.image, command) ? exit(127, `${command}: the image has this program, but it is not simulated here\n`) : notFound(command);
  }
}

/** A container of the Pod that listens on the port. */
export const listenerOn = (containers: readonly RuntimeContainer[], port: number, now: number): RuntimeContainer | undefined =>
  containers.find((one) => {
    const state = stateAt(one, now);
    return state.state === 'running' && !hasClosed(one, now) && listensAfter(one.behaviour, port, now - state.startedAt);
  });

/** What `GET /NAME` answers. */
export function getFrom(container: RuntimeContainer, path: string, now: number): { readonly status: number; readonly body: string } | 'hang' {
  const name = path.replace(/^\//, '').replace(/[?#].*$/s, '');
  const stands = checkAt(container.behaviour, name, container.startedAt ?? now, now);
  if (stands === 'hang') return 'hang';
  return stands === 'ok' ? { status: 200, body: `${name} ok` } : { status: 500, body: `${name} failing` };
}
