/** Commands that change the working tree, the index or branches: init, add, commit, rm, mv, restore, reset, branch, switch, checkout, merge, revert, config. */
import { commit as commitTo, revert as revertIn, changedPaths, GitError } from '../../../gitops/git/repository';
import type { Commit } from '../../../gitops/git/repository';
import { absolutePath, isDirectory } from '../../machine';
import { Local } from '../local';
import { Fatal, fatal } from '../machine';
import type { GitMachine, Steps } from '../machine';
import { wordsOf } from '../options';
import { dateOf, isAmong, short, shortStat, standing, stat, statusText, subject, summaryOf, tracking } from '../print';
import { configured, nowOf, open, pathIn, personOf } from './types';
import type { GitCommand } from './types';

export const CONFIG = '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n';

/** A folder's commands that never wait. */
const atOnce = (run: (machine: GitMachine, argv: readonly string[]) => number): GitCommand =>
  function* plain(machine, argv) {
    yield* [];
    return run(machine, argv);
  };

export function create(machine: GitMachine, top: string, branch: string): Local {
  machine.files.write(`${top}/.git/HEAD`, `ref: refs/heads/${branch}\n`);
  machine.files.write(`${top}/.git/config`, CONFIG);
  machine.files.write(`${top}/.git/index`, '{}');
  return new Local(machine, top);
}

function init(machine: GitMachine, argv: readonly string[]): number {
  const { args: [folder = '.'], has, values } = wordsOf('init', argv, ['-q', '--quiet'], ['-b', '--initial-branch']);
  const top = absolutePath(machine, folder);
  const again = machine.files.read(`${top}/.git/HEAD`) !== undefined;
  if (!again) create(machine, top, values('-b', '--initial-branch')[0] ?? 'main');
  if (!has('-q', '--quiet')) machine.out(`${again ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${top}/.git/\n`);
  return 0;
}

function add(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has } = wordsOf('add', argv, ['-A', '--all', '-u', '--update', '-v', '--verbose']);
  const given = [...args, ...(paths ?? [])];
  const all = has('-A', '--all') || has('-u', '--update');
  if (given.length === 0 && !all) {
    machine.err("Nothing specified, nothing added.\nhint: Maybe you wanted to say 'git add .'?\n");
    return 0;
  }
  const { tree, index } = local;
  const only = given.length === 0 ? [''] : given.map((word) => pathIn(local, word));
  for (const [at, path] of only.entries()) {
    if (path !== '' && ![...Object.keys(tree), ...Object.keys(index)].some((one) => isAmong(one, [path]))) fatal(`pathspec '${given[at] ?? ''}' did not match any files`);
  }
  const next = { ...index };
  for (const path of new Set([...Object.keys(tree), ...Object.keys(index)])) {
    if (!isAmong(path, only) || (has('-u', '--update') && index[path] === undefined)) continue;
    const text = tree[path];
    if (text === undefined) delete next[path];
    else next[path] = text;
  }
  local.index = next;
  return 0;
}

function rm(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has } = wordsOf('rm', argv, ['-r', '-f', '--force', '--cached', '-q', '--quiet']);
  const given = [...args, ...(paths ?? [])];
  if (given.length === 0) fatal('No pathspec was given. Which files should I remove?');
  const { index, tree } = local;
  const next = { ...index };
  for (const word of given) {
    const path = pathIn(local, word);
    const found = Object.keys(index).filter((one) => isAmong(one, [path]));
    if (found.length === 0) fatal(`pathspec '${word}' did not match any files`);
    if (!has('-r') && index[path] === undefined) fatal(`not removing '${word}' recursively without -r`);
    for (const one of found) {
      if (!has('-f', '--force', '--cached') && tree[one] !== undefined && tree[one] !== local.head?.files[one]) throw new Fatal(`error: the following file has local modifications:\n    ${one}\n(use --cached to keep the file, or -f to force removal)`, 1);
      delete next[one];
      if (!has('--cached')) local.writeFile(one, undefined);
      if (!has('-q', '--quiet')) machine.out(`rm '${one}'\n`);
    }
  }
  local.index = next;
  return 0;
}

function mv(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args: [from, to], paths = [] } = wordsOf('mv', argv, ['-f', '--force']);
  const [source, given] = [from ?? paths[0], to ?? paths[1]];
  if (source === undefined || given === undefined) throw new Fatal('usage: git mv [-v] [-f] [-n] [-k] <source> <destination>', 129);
  const target = isDirectory(machine, absolutePath(machine, given)) ? `${given.replace(/\/$/, '')}/${source.replace(/\/$/, '').split('/').pop() ?? ''}` : given;
  const [a, b] = [pathIn(local, source), pathIn(local, target)];
  const { index } = local;
  const found = Object.keys(index).filter((one) => isAmong(one, [a]));
  if (found.length === 0) fatal(`not under version control, source=${source}, destination=${given}`);
  const next = { ...index };
  for (const one of found) {
    const name = `${b}${one.slice(a.length)}`;
    const text = local.tree[one] ?? index[one]!;
    delete next[one];
    next[name] = index[one]!;
    local.writeFile(one, undefined);
    local.writeFile(name, text);
  }
  local.index = next;
  return 0;
}

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

function restore(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has, values } = wordsOf('restore', argv, ['-S', '--staged', '-W', '--worktree', '-q'], ['-s', '--source']);
  return restored(local, [...args, ...(paths ?? [])], has('-S', '--staged'), !has('-S', '--staged') || has('-W', '--worktree'), values('-s', '--source')[0]);
}

function restored(local: Local, words: readonly string[], staged: boolean, worktree: boolean, source: string | undefined): number {
  if (words.length === 0) fatal('you must specify path(s) to restore');
  const from = source === undefined ? (staged ? (local.head?.files ?? {}) : local.index) : local.need(source).files;
  const { index, tree } = local;
  const next = { ...index };
  for (const word of words) {
    const path = pathIn(local, word);
    const found = [...new Set([...Object.keys(from), ...(staged || source !== undefined ? Object.keys(index) : [])])].filter((one) => isAmong(one, [path]));
    if (found.length === 0) throw new Fatal(`error: pathspec '${word}' did not match any file(s) known to git`, 1);
    for (const one of found) {
      if (staged) {
        if (from[one] === undefined) delete next[one];
        else next[one] = from[one];
      }
      if (worktree && tree[one] !== from[one]) local.writeFile(one, from[one]);
    }
  }
  if (staged) local.index = next;
  return 0;
}

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

function branch(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, has } = wordsOf('branch', argv, ['-d', '--delete', '-D', '-a', '--all', '-r', '--remotes', '-v', '--show-current', '-m', '-M', '--list']);
  const { branches, branch: current } = local;
  if (has('--show-current')) machine.out(current === undefined ? '' : `${current}\n`);
  else if (has('-d', '-D', '--delete')) {
    for (const name of args) {
      const id = branches[name];
      if (id === undefined) throw new Fatal(`error: branch '${name}' not found`, 1);
      if (name === current) throw new Fatal(`error: cannot delete branch '${name}' used by worktree at '${local.top}'`, 1);
      if (!has('-D') && !local.ancestors(local.head?.id).has(id)) throw new Fatal(`error: the branch '${name}' is not fully merged\nhint: If you are sure you want to delete it, run 'git branch -D ${name}'`, 1);
      local.removeBranch(name);
      machine.out(`Deleted branch ${name} (was ${short(id)}).\n`);
    }
  } else if (has('-m', '-M')) {
    const [from = '', to = ''] = args.length > 1 ? args : [current, args[0]];
    local.setBranch(to, branches[from] ?? fatal(`no branch named '${from}'`));
    if (from !== to) local.removeBranch(from);
    if (from === current) local.setHead(to);
  } else if (args[0] !== undefined && !has('--list')) {
    if (branches[args[0]] !== undefined) fatal(`a branch named '${args[0]}' already exists`);
    local.setBranch(args[0], (args[1] === undefined ? (local.head ?? fatal(`not a valid object name: '${current ?? 'HEAD'}'`)) : local.need(args[1])).id);
  } else {
    const line = (name: string, id: string): string => `${name === current ? '* ' : '  '}${name}${has('-v') ? ` ${short(id)} ${subject(local.commits[id]!)}` : ''}\n`;
    if (current === undefined && local.head !== undefined) machine.out(`* (HEAD detached at ${short(local.head.id)})\n`);
    if (!has('-r', '--remotes')) machine.out(Object.keys(branches).sort().map((name) => line(name, branches[name]!)).join(''));
    if (has('-r', '--remotes', '-a', '--all')) machine.out(Object.keys(local.remotes).sort().map((name) => `  ${has('-a', '--all') ? 'remotes/' : ''}origin/${name}\n`).join(''));
  }
  return 0;
}

function switchTo(local: Local, name: string, made: boolean): number {
  const { machine, branch: current } = local;
  if (name === current) {
    machine.err(`Already on '${name}'\n`);
    machine.out(tracking(local));
    return 0;
  }
  if (!made) local.checkOut(local.commits[local.branches[name]!], 'checkout');
  local.setHead(name);
  machine.err(`Switched to ${made ? 'a new ' : ''}branch '${name}'\n`);
  machine.out(made ? '' : tracking(local));
  return 0;
}

function begin(local: Local, name: string, from: string | undefined): number {
  if (local.branches[name] !== undefined) fatal(`a branch named '${name}' already exists`);
  const start = from === undefined ? local.head : local.need(from);
  if (start === undefined) local.setHead(name);
  else {
    if (from !== undefined) local.checkOut(start, 'checkout');
    local.setBranch(name, start.id);
  }
  return switchTo(local, name, true);
}

/** A branch that only the remote has becomes one of our own that follows it. */
function fromRemote(local: Local, name: string): number | undefined {
  const id = local.remotes[name];
  if (id === undefined) return undefined;
  local.checkOut(local.commits[id], 'checkout');
  local.setBranch(name, id);
  local.follow(name, name);
  local.machine.out(`branch '${name}' set up to track 'origin/${name}'.\n`);
  return switchTo(local, name, true);
}

function detach(local: Local, commit: Commit): number {
  local.checkOut(commit, 'checkout');
  local.setHead(commit);
  local.machine.err(`HEAD is now at ${short(commit.id)} ${subject(commit)}\n`);
  return 0;
}

function switchCommand(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args: [name], has, values } = wordsOf('switch', argv, ['--detach', '-d', '-q'], ['-c', '--create']);
  const [created] = values('-c', '--create');
  if (created !== undefined) return begin(local, created, name);
  if (name === undefined) return fatal('missing branch or commit argument');
  if (local.branches[name] !== undefined) return switchTo(local, name, false);
  if (has('--detach', '-d')) return detach(local, local.find(name) ?? fatal(`invalid reference: ${name}`));
  return fromRemote(local, name) ?? (local.find(name) === undefined ? fatal(`invalid reference: ${name}`) : fatal(`a branch is expected, got commit '${name}'\nhint: If you want to detach HEAD at the commit, try again with the --detach option.`));
}

function checkout(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, values } = wordsOf('checkout', argv, ['-q', '-f'], ['-b', '-B']);
  const [created] = values('-b', '-B');
  const [name, ...rest] = args;
  if (created !== undefined) return begin(local, created, name);
  if (paths !== undefined) return restored(local, paths, name !== undefined, true, name);
  if (name === undefined) {
    machine.out(tracking(local));
    return 0;
  }
  if (rest.length === 0 && local.branches[name] !== undefined) return switchTo(local, name, false);
  const commit = local.find(name);
  if (rest.length > 0 && commit !== undefined) return restored(local, rest, true, true, name);
  if (commit !== undefined) return detach(local, commit);
  const remote = rest.length === 0 ? fromRemote(local, name) : undefined;
  if (remote !== undefined) return remote;
  if (local.index[pathIn(local, name)] !== undefined) return restored(local, args, false, true, undefined);
  throw new Fatal(`error: pathspec '${name}' did not match any file(s) known to git`, 1);
}

/** Brings a branch forward to a commit that comes from it; says what changed. */
export function fastForward(local: Local, target: Commit): number {
  const { head, machine } = local;
  if (head !== undefined && local.ancestors(head.id).has(target.id)) {
    machine.out('Already up to date.\n');
    return 0;
  }
  if (head !== undefined && !local.ancestors(target.id).has(head.id)) {
    machine.err('hint: git here merges by moving a branch forward, and in no other way\n');
    return fatal('Not possible to fast-forward, aborting.');
  }
  local.checkOut(target, 'merge');
  local.moveTo(target.id);
  const before = head?.files ?? {};
  if (head !== undefined) machine.out(`Updating ${short(head.id)}..${short(target.id)}\nFast-forward\n${stat(before, target.files)}${shortStat(before, target.files)}${summaryOf(before, target.files)}`);
  return 0;
}

function merge(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args: [name] } = wordsOf('merge', argv, ['--ff-only', '--ff', '--no-edit']);
  const remote = local.branch === undefined ? undefined : local.upstream(local.branch);
  const wanted = name ?? (remote === undefined ? fatal('No remote for the current branch.') : `origin/${remote}`);
  const target = local.find(wanted);
  if (target === undefined) throw new Fatal(`merge: ${wanted} - not something we can merge`, 1);
  return fastForward(local, target);
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

function config(machine: GitMachine, argv: readonly string[]): number {
  const { args, has } = wordsOf('config', argv, ['--global', '--local', '--get', '--list', '-l']);
  const file = has('--global') ? `${machine.home}/.gitconfig` : `${open(machine).top}/.git/config`;
  const text = machine.files.read(file) ?? '';
  if (has('--list', '-l')) {
    machine.out(text.split(/^(?=\[)/m).flatMap((part) => [...part.matchAll(/^\s+(\S+)\s*=\s*(.*)$/gm)].map(([, name, value]) => `${(/^\[(.+)\]/.exec(part)?.[1] ?? '').replace(/ "(.*)"/, '.$1')}.${name ?? ''}=${value ?? ''}\n`)).join(''));
    return 0;
  }
  const [key, value] = args;
  const [section, name] = /^([\w-]+)\.([\w-]+)$/.exec(key ?? '')?.slice(1) ?? [];
  if (section === undefined || name === undefined) throw new Fatal(`error: key does not contain a section: ${key ?? ''}`, 1);
  if (value === undefined) {
    const found = configured(new Local(machine, has('--global') ? machine.home : open(machine).top), `${section}.${name}`);
    if (found === undefined) return 1;
    machine.out(`${found}\n`);
    return 0;
  }
  const parts = text.split(/^(?=\[)/m);
  const at = parts.findIndex((part) => part.startsWith(`[${section}]`));
  const rest = (at < 0 ? '' : parts[at]!.replace(new RegExp(`^\\s+${name}\\s*=.*\\n`, 'm'), '').slice(`[${section}]\n`.length));
  const next = `[${section}]\n${rest}\t${name} = ${value}\n`;
  machine.files.write(file, (at < 0 ? [...parts, next] : parts.map((part, index) => (index === at ? next : part))).join(''));
  return 0;
}

export const CHANGING: Readonly<Record<string, GitCommand>> = {
  init: atOnce(init), add: atOnce(add), rm: atOnce(rm), mv: atOnce(mv), commit, restore: atOnce(restore), reset: atOnce(reset), branch: atOnce(branch), switch: atOnce(switchCommand), checkout: atOnce(checkout),
  merge: atOnce(merge), revert, config: atOnce(config),
};
