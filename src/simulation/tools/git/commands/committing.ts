/** Commands that make commits or take them back: commit, revert and reset. */
import { commit as commitTo, revert as revertIn, changedPaths, GitError } from '../../../gitops/git/repository';
import type { Commit } from '../../../gitops/git/repository';
import type { Local } from '../local';
import { Fatal, fatal } from '../machine';
import type { GitMachine, Steps } from '../machine';
import { wordsOf } from '../options';
import { dateOf, short, shortStat, standing, statusText, subject, summaryOf } from '../print';
import { restored } from './staging';
import { atOnce, nowOf, open, personOf } from './types';
import type { GitCommand } from './types';

/** What is said of a new commit. */
function told(local: Local, commit: Commit, date = false): string {
  const parent = local.commits[commit.parents[0] ?? '']?.files ?? {};
  const place = `${local.branch ?? 'detached HEAD'}${commit.parents.length === 0 ? ' (root-commit)' : ''}`;
  return `[${place} ${short(commit.id)}] ${subject(commit)}\n${date ? ` Date: ${dateOf(commit.at)}\n` : ''}${shortStat(parent, commit.files)}${summaryOf(parent, commit.files)}`;
}

/** Makes a commit of the index on top of `parents`. */
function record(local: Local, message: string, amend: boolean): Commit {
  const { head, index, machine } = local;
  const base = amend ? local.commits[head?.parents[0] ?? ''] : head;
  const branches: Readonly<Record<string, string>> = base === undefined ? {} : { tip: base.id };
  const files = Object.fromEntries([...new Set([...Object.keys(base?.files ?? {}), ...Object.keys(index)])].map((path) => [path, index[path] ?? null]));
  const made = commitTo({ commits: local.commits, branches }, 'tip', { files, message, author: amend && head !== undefined ? head.author : personOf(local), at: nowOf(machine) });
  const commit = made.commits[made.branches.tip!]!;
  local.add({ [commit.id]: commit });
  local.moveTo(commit.id);
  return commit;
}

const TEMPLATE = (local: Local): string => `\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored, and an empty message aborts the commit.\n#\n${statusText(local).trimEnd().split('\n').map((line) => (line === '' ? '#' : `# ${line}`)).join('\n')}\n#\n`;
const cleaned = (text: string): string => text.split('\n').filter((line) => !line.startsWith('#')).join('\n').trim();

const commit: GitCommand = function* commit(machine, argv): Steps<number> {
  const local = open(machine);
  const { has, values } = wordsOf('commit', argv, ['-a', '--all', '-q', '--quiet', '--amend', '--no-edit', '--allow-empty', '-s', '--signoff'], ['-m', '--message', '-F']);
  const amend = has('--amend');
  if (amend && local.head === undefined) fatal('You have nothing yet to amend.');
  if (has('-a', '--all')) {
    const { tree, index } = local;
    local.index = Object.fromEntries(Object.keys(index).flatMap((path) => (tree[path] === undefined ? [] : [[path, tree[path]] as const])));
  }
  if (amend && changedPaths(local.commits[local.head?.parents[0] ?? '']?.files ?? {}, local.index).length === 0) {
    throw new Fatal('You asked to amend the most recent commit, but doing so would make\nit empty. You can repeat your command with --allow-empty, or you can\nremove the commit entirely with "git reset HEAD^".', 1);
  }
  if (!amend && standing(local).staged.length === 0) {
    machine.out(statusText(local));
    return 1;
  }
  personOf(local);
  let message = values('-m', '--message').join('\n\n');
  if (message === '' && amend && has('--no-edit')) message = local.head?.message ?? '';
  if (message === '') {
    const path = `${local.top}/.git/COMMIT_EDITMSG`;
    const given = `${amend ? (local.head?.message ?? '') : ''}${TEMPLATE(local)}`;
    const resumed = yield { do: 'edit', path, text: given };
    message = cleaned(resumed?.edited ?? given);
  }
  if (message.trim() === '') throw new Fatal('Aborting commit due to empty commit message.', 1);
  const made = record(local, message, amend);
  if (!has('-q', '--quiet')) machine.out(told(local, made, amend));
  return 0;
};

function reset(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has } = wordsOf('reset', argv, ['--hard', '--soft', '--mixed', '-q', '--quiet']);
  const target = args[0] === undefined ? local.head : local.find(args[0]);
  if (paths !== undefined || (args[0] !== undefined && target === undefined)) return restored(local, [...args, ...(paths ?? [])], true, false, undefined);
  if (target === undefined) return fatal("Failed to resolve 'HEAD' as a valid ref.");
  if (has('--hard')) local.checkOut(target, 'checkout', true);
  else if (!has('--soft')) local.index = target.files;
  local.moveTo(target.id);
  if (has('--hard')) machine.out(`HEAD is now at ${short(target.id)} ${subject(target)}\n`);
  else if (!has('--soft', '-q', '--quiet')) {
    const { changed } = standing(local);
    if (changed.length > 0) machine.out(`Unstaged changes after reset:\n${changed.map(({ word, path }) => `${word === 'deleted' ? 'D' : 'M'}\t${path}\n`).join('')}`);
  }
  return 0;
}

const revert: GitCommand = function* revert(machine, argv): Steps<number> {
  const local = open(machine);
  const { args, has } = wordsOf('revert', argv, ['--no-edit', '-e', '--edit', '-n', '--no-commit']);
  if (args.length === 0) throw new Fatal('usage: git revert [--[no-]edit] [-n] [-m <parent-number>] [-s] [-S[<keyid>]] <commit>...', 129);
  const { tree, index } = local;
  const dirty = changedPaths(local.head?.files ?? {}, index).length > 0 || Object.keys(index).some((path) => tree[path] !== index[path]);
  for (const word of args) {
    const undone = local.find(word) ?? fatal(`bad revision '${word}'`);
    const { head } = local;
    if (head === undefined) return fatal('your current branch does not have any commits yet');
    if (dirty) throw new Fatal('error: your local changes would be overwritten by revert.\nhint: commit your changes or stash them to proceed.\nfatal: revert failed');
    let made: Commit;
    try {
      const done = revertIn({ commits: local.commits, branches: { tip: head.id } }, 'tip', undone.id, { author: personOf(local), at: nowOf(machine) });
      made = done.commits[done.branches.tip!]!;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      // A revert that stops half-way is not kept: the working tree stays as it was.
      throw new Fatal(error.message, 1);
    }
    if (has('-n', '--no-commit')) {
      for (const path of changedPaths(head.files, made.files)) local.writeFile(path, made.files[path]);
      local.index = made.files;
      continue;
    }
    let { message } = made;
    if (!has('--no-edit')) {
      const resumed = yield { do: 'edit', path: `${local.top}/.git/COMMIT_EDITMSG`, text: `${message}${TEMPLATE(local)}` };
      message = cleaned(resumed?.edited ?? message);
    }
    if (message.trim() === '') throw new Fatal('Aborting commit due to empty commit message.', 1);
    for (const path of changedPaths(head.files, made.files)) local.writeFile(path, made.files[path]);
    local.index = made.files;
    machine.out(told(local, record(local, message, false), true));
  }
  return 0;
};

export const COMMITTING: Readonly<Record<string, GitCommand>> = { commit, revert, reset: atOnce(reset) };
