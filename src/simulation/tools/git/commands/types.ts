import { Local } from '../local';
import { fatal, topOf } from '../machine';
import type { GitMachine, Steps } from '../machine';
import type { Person } from '../../../gitops/git/objects';
import { absolutePath } from '../../machine';

export type GitCommand = (machine: GitMachine, argv: readonly string[]) => Steps<number>;

/** A command that never waits. */
export const atOnce = (run: (machine: GitMachine, argv: readonly string[]) => number): GitCommand =>
  function* plain(machine, argv) {
    yield* [];
    return run(machine, argv);
  };

export const open = (machine: GitMachine): Local => new Local(machine, topOf(machine));

/** A path of the command line, from the top of the repository on. */
export function pathIn(local: Local, word: string): string {
  const path = absolutePath(local.machine, word);
  if (path === local.top) return '';
  const before = local.top === '/' ? '/' : `${local.top}/`;
  return path.startsWith(before) ? path.slice(before.length) : fatal(`${word}: '${word}' is outside repository at '${local.top}'`);
}

const UNKNOWN = `Author identity unknown

*** Please tell me who you are.

Run

  git config --global user.email "you@example.com"
  git config --global user.name "Your Name"

to set your account's default identity.
Omit --global to set the identity only in this repository.

`;

/** A value of the configuration, the repository's before the user's. */
export function configured({ machine, top }: Local, key: string): string | undefined {
  const [section = '', name = ''] = key.split(/\.(?=[^.]+$)/);
  for (const file of [`${top}/.git/config`, `${machine.home}/.gitconfig`]) {
    const part = (machine.files.read(file) ?? '').split(/^(?=\[)/m).find((one) => one.startsWith(`[${section}]`));
    const value = part === undefined ? undefined : new RegExp(`^\\s*${name}\\s*=\\s*(.*)$`, 'm').exec(part)?.[1];
    if (value !== undefined) return value.trim().replace(/^"(.*)"$/, '$1');
  }
  return undefined;
}

export function personOf(local: Local): Person {
  const { environment } = local.machine;
  const [name, email] = [environment.GIT_AUTHOR_NAME || configured(local, 'user.name'), environment.GIT_AUTHOR_EMAIL || configured(local, 'user.email')];
  if (!name || !email) {
    local.machine.err(UNKNOWN);
    return fatal(`unable to auto-detect email address (got '${local.machine.environment.USER ?? 'root'}@lab.(none)')`);
  }
  return { name, email };
}

export const nowOf = (machine: GitMachine): number => Math.floor(machine.now() / 1_000_000);
