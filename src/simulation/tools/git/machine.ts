/** `git` on the files of a machine: what it runs on, how it ends, and where the repository around a folder is. */
import type { FindRepository } from '../../gitops/loop/look';
import type { Repository } from '../../gitops/git/repository';
import { absolutePath } from '../machine';
import type { ToolMachine } from '../machine';

export interface GitMachine extends ToolMachine {
  readonly home: string;
  /** What is behind the address of a remote. */
  readonly find: FindRepository;
  /** Takes a repository in place of the one there. */
  push(url: string, repository: Repository): void;
}

/** What a command waits for: what somebody writes in an editor, or that time passes (µs). */
export type Effect = { readonly do: 'edit'; readonly text: string; readonly path: string } | { readonly do: 'sleep'; readonly micros: number };
export type Steps<T> = Generator<Effect, T, { readonly edited: string } | undefined>;

/** Ends git: with a message on standard error, if there is one. */
export class Fatal extends Error {
  constructor(message: string, readonly code = 128) {
    super(message);
  }
}

export const fatal = (message: string, code = 128): never => {
  throw new Fatal(`fatal: ${message}`, code);
};

/** The folder whose `.git` is the nearest above. */
export function topOf(machine: GitMachine): string {
  for (let at = absolutePath(machine, '.'); ; at = at.slice(0, Math.max(1, at.lastIndexOf('/')))) {
    if (machine.files.read(`${at === '/' ? '' : at}/.git/HEAD`) !== undefined) return at;
    if (at === '/') return fatal('not a git repository (or any of the parent directories): .git');
  }
}
