/** The shell and the small programs of a container's image, as busybox has them: a program is run to its end, and its time is told. */
import type { ContainerPrograms, Ran, Surroundings } from '../cluster/node/machine/inside';
import { nodeAt } from './files/tree';
import { ExitShell, LeaveLoop } from './run/control';
import { runProgram } from './run/run';
import { programsWith } from './programs';
import { Shell } from './shell';
import type { Program } from './shell';
import type { Resume, Steps } from './steps';
import { BrokenPipe, Buffer, textReader } from './streams';

/** A program that has not ended after so many steps, or so long (µs), does not end. */
const MOST_STEPS = 50_000;
export const MOST_TIME = 3600_000_000;

/** What images do not have: an editor that somebody sits at, and what belongs to the reader's own machine. */
export const ABSENT: ReadonlySet<string> = new Set(['help', 'jq', 'nano', 'vi', 'vim']);

export class Signalled extends Error {}

/** What it means is known from the script (images/command). */
const nothing: Program = {
  *run() {
    return 0;
  },
  builtin: true,
};

const kill: Program = {
  *run({ args, err }) {
    if (args.at(-1) !== '1') {
      err.write(`sh: can't kill pid ${args.at(-1) ?? ''}: No such process\n`);
      return 1;
    }
    throw new Signalled();
  },
};

const line = (text: string): Program => ({
  *run({ out }) {
    out.write(`${text}\n`);
    return 0;
  },
});

/** id and whoami (busybox coreutils/id.c): only root has a name in an image. */
export function identity({ uid, gid, groups }: Surroundings['user']): Readonly<Record<string, Program>> {
  const named = (id: number): string => (id === 0 ? '0(root)' : String(id));
  return { id: line(`uid=${named(uid)} gid=${named(gid)} groups=${[...new Set([gid, ...groups])].map(named).join(',')}`), whoami: uid === 0 ? line('root') : unknownUser(uid) };
}

const unknownUser = (uid: number): Program => ({
  *run({ err }) {
    err.write(`whoami: unknown uid ${uid}\n`);
    return 1;
  },
});

/** Lets it run to its end, at most so long (µs); nobody types, and no request leads out of the container. */
export function playOut<T>(steps: Steps<T>, clock: { now: number }, most = MOST_TIME): T | 'hang' {
  const end = clock.now + most;
  let next = steps.next();
  for (let count = 0; next.done !== true; count += 1) {
    if (count >= MOST_STEPS || clock.now > end) return 'hang';
    const effect = next.value;
    let resume: Resume;
    if (effect.do === 'sleep') clock.now += Math.max(1, Math.round(effect.micros));
    else if (effect.do === 'turn') clock.now += 1000;
    else if (effect.do === 'read') resume = { typed: undefined };
    else if (effect.do === 'edit') resume = { edited: effect.text };
    else return 'hang';
    next = steps.next(resume);
  }
  return next.value;
}

/** Programs that lead out of a container, made for each run. */
export type MorePrograms = (surroundings: Surroundings, now: () => number) => Readonly<Record<string, Program>>;

/** A shell in a container, whose time is its own. */
export function containerShell(more: MorePrograms, surroundings: Surroundings, clock: { readonly now: number }, words: readonly string[] = []): Shell {
  const { env, files, readOnly, directory, user } = surroundings;
  const programs = new Map([...programsWith({ kill, trap: nothing, ...identity(user), ...more(surroundings, () => clock.now) })].filter(([one]) => !ABSENT.has(one)));
  return new Shell({
    directory: nodeAt(files, directory)?.kind === 'directory' ? directory : '/', status: 0, history: [], aliases: {},
    variables: { ...env, PWD: directory, IFS: ' \t\n' }, exported: [...Object.keys(env), 'PWD'],
  }, { tree: files }, {
    now: () => clock.now, programs, columns: 80, rows: 24, terminal: { write() {} }, speaks: 'sh',
    ground: { refuses: (path) => (readOnly(path) ? 'Read-only file system' : undefined) },
  }, words);
}

export const containerPrograms = (more: MorePrograms = () => ({})): ContainerPrograms =>
  (surroundings): Ran | 'hang' | undefined => {
    const { argv: [name = '', ...args], input, now } = surroundings;
    const clock = { now };
    const shell = containerShell(more, surroundings, clock);
    const short = name.replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '');
    if (shell.host.programs.get(short) === undefined) return undefined;
    const [out, err] = [new Buffer(), new Buffer()];
    const ran = (exit: number, signals = false): Ran => ({ stdout: out.text, stderr: err.text, exit, took: clock.now - now, files: shell.tree, ...(signals ? { signals: true } : {}) });
    try {
      const exit = playOut(runProgram({ shell, name: short, args, input: textReader(input), out, err }), clock);
      return exit === 'hang' ? 'hang' : ran(exit);
    } catch (end) {
      if (end instanceof Signalled) return ran(0, true);
      if (end instanceof ExitShell) return ran(end.status);
      if (end instanceof BrokenPipe || end instanceof LeaveLoop) return ran(0);
      throw end;
    }
  };
