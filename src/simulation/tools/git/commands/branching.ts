/** Commands that make, move and follow branches: branch, switch, checkout and merge. */
import type { Commit } from '../../../gitops/git/repository';
import type { Local } from '../local';
import { Fatal, fatal } from '../machine';
import type { GitMachine } from '../machine';
import { wordsOf } from '../options';
import { short, shortStat, stat, subject, summaryOf, tracking } from '../print';
import { restored } from './staging';
import { atOnce, open, pathIn } from './types';
import type { GitCommand } from './types';

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

export const BRANCHING: Readonly<Record<string, GitCommand>> = { branch: atOnce(branch), switch: atOnce(switchCommand), checkout: atOnce(checkout), merge: atOnce(merge) };
