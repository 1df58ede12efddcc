import { HOME, HOSTNAME, USER } from './files/home';
import type { Changed, Ground, Refusal, Tree } from './files/tree';
import type { LiveDoor } from './host/live-door';
import type { Reader, Writer } from './streams';
import type { Steps } from './steps';

/** What a shell remembers, as plain data: all of it outlives a reload. */
export interface ShellState {
  readonly tree: Tree;
  readonly directory: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly exported: readonly string[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly history: readonly string[];
  readonly status: number;
}

export const newShellState = (tree: Tree): ShellState => ({
  tree, directory: HOME, status: 0, history: [],
  variables: { HOME, USER, LOGNAME: USER, HOSTNAME, SHELL: '/bin/bash', PATH: '/usr/local/bin:/usr/bin:/bin', PWD: HOME, LANG: 'C.UTF-8', TERM: 'xterm-256color', EDITOR: 'vi', IFS: ' \t\n' },
  exported: ['HOME', 'USER', 'LOGNAME', 'SHELL', 'PATH', 'PWD', 'OLDPWD', 'LANG', 'TERM', 'EDITOR'],
  aliases: { k: 'kubectl', ll: 'ls -l' },
});

/** A command that runs: its words after its name, and where its input and outputs lead. */
export interface Process {
  readonly shell: Shell;
  readonly name: string;
  readonly args: readonly string[];
  readonly input: Reader;
  readonly out: Writer;
  readonly err: Writer;
}

/** Gives the exit status. */
export type Run = (process: Process) => Steps<number>;

/** What a program knows of the word that is being typed. */
export interface Known {
  /** The whole word, each as it may be. */
  readonly words: readonly string[];
  /** How a list shows them. */
  readonly shown: readonly string[];
  /** Whether a word is whole once it is the only one. */
  readonly space: boolean;
  /** Files may stand here. */
  readonly files: boolean;
}

/** What a command line of the program may go on with, from what is at hand: `words` are those before the one that is being typed, its own name first. */
export type Complete = (shell: Shell, words: readonly string[], typed: string) => Known;

export interface Program {
  readonly run: Run;
  readonly complete?: Complete;
  /** A command of the shell itself (`type` says so). */
  readonly builtin?: boolean;
}

/** What a shell runs on. */
export interface Host {
  /** µs since 1970. */
  now(): number;
  readonly programs: ReadonlyMap<string, Program>;
  /** Of the terminal. */
  readonly columns: number;
  readonly rows: number;
  /** What is written here is seen: commands write in columns to it. */
  readonly terminal: Writer;
  /** Where may be written; the user's home unless it is said. */
  readonly ground?: Ground;
  /** Whose words it speaks: `bash` unless it is said, or `sh` as busybox has it. */
  readonly speaks?: 'sh';
  /** What the shell of another machine says of a name that it finds nothing for. */
  readonly notFound?: (name: string) => { readonly text: string; readonly status: number };
  /** Where a command line at a machine of the cluster goes on while the cluster lives. */
  readonly live?: LiveDoor;
  /** What such a machine has of the programs that talk to the API server: kubectl. */
  readonly onMachines?: Readonly<Record<string, Program>>;
  /** Lets a command go on beside the prompt; gives the number of its job. Without it there is one job at a time. */
  readonly background?: (steps: Steps<number>) => number;
}

/** The files are one for all the shells of a machine. */
export interface Disk {
  tree: Tree;
}

const MOST_HISTORY = 1000;

/** A shell at work. Its parts change while it runs; `state` gives them as a value. */
export class Shell {
  directory: string;
  status: number;
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly aliases: Map<string, string>;
  history: readonly string[];
  /** Loops around what runs now, for `break` and `continue`. */
  loops = 0;
  /** How many shells, scripts and aliases this is within. */
  depth = 0;

  constructor(
    state: Omit<ShellState, 'tree'>,
    readonly disk: Disk,
    readonly host: Host,
    readonly arguments_: readonly string[] = [],
  ) {
    this.directory = state.directory;
    this.status = state.status;
    this.variables = new Map(Object.entries(state.variables));
    this.exported = new Set(state.exported);
    this.aliases = new Map(Object.entries(state.aliases));
    this.history = state.history;
  }

  get tree(): Tree {
    return this.disk.tree;
  }

  get home(): string {
    return this.variables.get('HOME') ?? HOME;
  }

  get ground(): Ground {
    return this.host.ground ?? HOME;
  }

  get state(): ShellState {
    const { directory, status, history, tree } = this;
    return { tree, directory, status, history, variables: Object.fromEntries(this.variables), exported: [...this.exported], aliases: Object.fromEntries(this.aliases) };
  }

  /** A shell of its own that begins as this one is: what it sets is its own, its files are not. */
  fork(more: readonly string[] = this.arguments_): Shell {
    const inner = new Shell(this.state, this.disk, this.host, more);
    inner.depth = this.depth + 1;
    return inner;
  }

  variable(name: string): string | undefined {
    if (name === '?') return String(this.status);
    if (name === '#') return String(this.arguments_.length);
    if (name === '@' || name === '*') return this.arguments_.join(' ');
    if (name === '$') return '4242';
    if (name === '-') return 'himBHs';
    if (name === '0') return this.host.speaks ?? 'bash';
    if (name === 'RANDOM') return String(Math.floor(this.host.now() / 1000) % 32768);
    if (name === 'SECONDS') return String(Math.floor(this.host.now() / 1_000_000) % 100_000);
    if (/^\d+$/.test(name)) return this.arguments_[Number(name) - 1];
    return this.variables.get(name);
  }

  get(name: string): string {
    return this.variable(name) ?? '';
  }

  set(name: string, value: string): void {
    this.assign(name, value);
  }

  assign(name: string, value: string): void {
    this.variables.set(name, value);
  }

  /** Takes a change of the files; what the system refuses is given back. */
  change(changed: Changed): Refusal | undefined {
    if ('refusal' in changed) return changed.refusal;
    this.disk.tree = changed.tree;
    return undefined;
  }

  remember(line: string): void {
    if (line.trim() === '' || line.startsWith(' ') || this.history.at(-1) === line) return;
    this.history = [...this.history, line].slice(-MOST_HISTORY);
  }

  /** `~/app`, as the prompt says it. */
  get shownDirectory(): string {
    return this.directory === HOME || this.directory.startsWith(`${HOME}/`) ? `~${this.directory.slice(HOME.length)}` : this.directory;
  }
}
