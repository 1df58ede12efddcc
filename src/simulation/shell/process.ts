/** A script that is a container's first process, command by command and round by round of its loop: between two of them it is plain data. */
import type { Surroundings } from '../cluster/node/machine/inside';
import type { Process } from '../cluster/node/processes/process';
import type { Scripts, Stepped } from '../cluster/node/processes/scripts';
import { nodeAt, resolvePath } from './files/tree';
import type { Command, List } from './language/ast';
import { parse } from './language/parse';
import { containerShell, MOST_TIME, playOut, Signalled } from './container';
import type { MorePrograms } from './container';
import { ExitShell, LeaveLoop } from './run/control';
import { runList, runProgram } from './run/run';
import type { Shell } from './shell';
import type { Steps } from './steps';
import { BrokenPipe, textReader } from './streams';

const SECOND = 1_000_000;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'ash', 'bash']);
/** Programs that images begin with by their names alone. */
const PROGRAMS: ReadonlySet<string> = new Set(['cat', 'date', 'echo', 'env', 'false', 'ls', 'printenv', 'printf', 'sleep', 'tail', 'true', 'yes']);

const base = (path = ''): string => path.slice(path.lastIndexOf('/') + 1);

/** The text after `-c`, and what follows it. */
function scriptOf(argv: readonly string[]): { readonly text: string; readonly rest: readonly string[] } | undefined {
  const at = argv.findIndex((word) => /^-[a-z]*c$/.test(word));
  return SHELLS.has(base(argv[0])) && at > 0 && argv[at + 1] !== undefined ? { text: argv[at + 1]!, rest: argv.slice(at + 3) } : undefined;
}

type Outcome = { readonly next: number; readonly exit?: number; readonly idle?: true; readonly followed?: number; readonly waits?: number };

/** The lines of what was written, each with the time of its first piece. */
class Lines {
  private open: { readonly at: number; readonly text: string } | undefined;
  readonly lines: { readonly at: number; readonly text: string }[] = [];

  constructor(private readonly now: () => number) {}

  write(text: string): void {
    for (const [at, piece] of text.split('\n').entries()) {
      if (at > 0) this.end();
      if (piece !== '') this.open = { at: this.open?.at ?? this.now(), text: (this.open?.text ?? '') + piece };
      else if (at > 0 && at < text.split('\n').length - 1) this.open ??= { at: this.now(), text: '' };
    }
  }

  end(): void {
    if (this.open !== undefined) this.lines.push(this.open);
    this.open = undefined;
  }
}

const wordsOf = (command: Command): readonly string[] | undefined => {
  if (command.kind !== 'simple' || command.redirects.length > 0 || command.assignments.length > 0) return undefined;
  const words = command.words.map((word) => (word.every((part) => part.kind === 'text') ? word.map((part) => (part.kind === 'text' ? part.text : '')).join('') : undefined));
  return words.every((word) => word !== undefined) ? words : undefined;
};

/** The file that `tail -f` follows. */
function followedBy(words: readonly string[] | undefined): string | undefined {
  if (words === undefined || base(words[0]) !== 'tail' || !words.some((word) => /^(?:-[a-zA-Z0-9]*[fF]|--follow)/.test(word))) return undefined;
  return words.slice(1).find((word, at) => !word.startsWith('-') && !/^-[nc]$/.test(words[at] ?? ''));
}

/** What is new in the file since it was looked at last; its last ten lines at first. */
function follow(shell: Shell, out: Lines, path: string, { followed, next }: Process): Outcome {
  const node = nodeAt(shell.tree, resolvePath(shell.directory, path));
  const text = node?.kind === 'file' ? node.text : '';
  const begin = followed === undefined ? text.split('\n').slice(0, -11).join('\n').length : followed > text.length ? 0 : followed;
  out.write(followed === undefined ? text.slice(begin).replace(/^\n/, '') : text.slice(begin));
  return { next, followed: text.length, waits: SECOND };
}

/** The next command of the script. */
function* oneOf(shell: Shell, list: List, process: Process, out: Lines): Steps<Outcome> {
  const entry = list[process.next];
  const then = { next: process.next + 1 };
  if (entry === undefined) return { next: process.next, exit: process.status };
  const { when, background, pipeline: { commands, not } } = entry;
  if (when !== 'always' && (when === 'and') !== (shell.status === 0)) return then;
  const [command] = commands;
  const streams = { input: textReader(''), out, err: out };
  if (commands.length === 1 && command !== undefined && !not && command.redirects.length === 0) {
    const words = wordsOf(command);
    const path = followedBy(words);
    if (path !== undefined) return follow(shell, out, path, process);
    if (words !== undefined && words[0] === 'wait') return { next: process.next, idle: true };
    if (words !== undefined && words[0] === 'exec' && words.length > 1) return { next: process.next, exit: yield* runProgram({ shell, name: words[1]!, args: words.slice(2), ...streams }) };
    if (command.kind === 'while') {
      shell.loops = 1;
      try {
        if (((yield* runList(shell, command.condition, streams)) === 0) === command.until) return then;
        yield* runList(shell, command.body, streams);
      } catch (leave) {
        if (!(leave instanceof LeaveLoop)) throw leave;
        if (leave.kind === 'break') return then;
      }
      return { next: process.next };
    }
  }
  // What runs beside it takes none of its time.
  const began = shell.host.now();
  shell.status = yield* runList(shell, [{ when: 'always', background: false, pipeline: entry.pipeline }], streams);
  return background ? { ...then, waits: began - shell.host.now() } : then;
}

/** Runs one step; whatever it waits for passes on its own clock. */
function stepOf(more: MorePrograms, surroundings: Surroundings, process: Process): Stepped {
  const clock = { now: surroundings.now };
  const out = new Lines(() => clock.now);
  const script = scriptOf(process.argv);
  const shell = containerShell(more, { ...surroundings, directory: process.directory, env: { ...surroundings.env, ...process.variables } }, clock, script?.rest ?? []);
  shell.status = process.status;
  const given = (outcome: Outcome): Stepped => {
    out.end();
    const { directory, status, tree } = shell;
    const { exit, idle, followed, waits = 0, next } = outcome;
    return {
      process: {
        argv: process.argv, at: Math.max(surroundings.now, clock.now + waits), next, status, directory, variables: Object.fromEntries([...shell.variables].filter(([name, value]) => surroundings.env[name] !== value)),
        ...(followed === undefined ? {} : { followed }), ...(idle === true ? { idle: true as const } : {}),
      },
      said: out.lines, files: tree, ...(exit === undefined ? {} : { exit }),
    };
  };
  const parsed = script === undefined ? undefined : parse(script.text);
  if (parsed !== undefined && !('list' in parsed)) {
    out.write(`sh: ${'error' in parsed ? parsed.error : 'syntax error: unexpected end of file'}\n`);
    return given({ next: 0, exit: 2 });
  }
  const path = parsed === undefined ? followedBy(process.argv) : undefined;
  if (path !== undefined) return given(follow(shell, out, path, process));
  const whole = function* (): Steps<Outcome> {
    const [name = '', ...args] = process.argv;
    return { next: 0, exit: yield* runProgram({ shell, name, args, input: textReader(''), out, err: out }) };
  };
  try {
    const ended = playOut(parsed === undefined ? whole() : oneOf(shell, parsed.list, process, out), clock, parsed === undefined ? Number.MAX_SAFE_INTEGER : MOST_TIME * 24 * 366);
    return given(ended === 'hang' ? { next: process.next, idle: true } : ended);
  } catch (end) {
    if (end instanceof ExitShell) return given({ next: process.next, exit: end.status });
    if (end instanceof Signalled || end instanceof BrokenPipe || end instanceof LeaveLoop) return given({ next: process.next + 1 });
    throw end;
  }
}

/** Scripts of containers, with the programs that lead out of them. */
export const containerScripts = (more?: MorePrograms): Scripts => ({
  runs: (argv) => scriptOf(argv) !== undefined || PROGRAMS.has(base(argv[0])),
  step: (surroundings, process) => stepOf(more ?? (() => ({})), surroundings, process),
});
