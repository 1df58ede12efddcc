/** Commands that talk to the remote: clone, fetch, pull, push. */
import { blobId, treeId } from '../../../gitops/git/objects';
import type { Commit, Repository } from '../../../gitops/git/repository';
import { absolutePath } from '../../machine';
import type { Local } from '../local';
import { Fatal, fatal } from '../machine';
import type { GitMachine, Steps } from '../machine';
import { wordsOf } from '../options';
import { short } from '../print';
import { fastForward } from './branching';
import { create } from './setup';
import { open } from './types';
import type { GitCommand } from './types';

/** A round trip to the server, µs. */
const TRIP = 150_000;
const HEAD = 'main';

const folderOf = (url: string): string => url.replace(/\/+$/, '').replace(/\.git$/, '').split(/[/:]/).pop() ?? '';

/** Blobs, trees and commits that are not among others' (what a pack carries). */
function objectsOf(commits: readonly Commit[], known: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  const ids = new Set<string>();
  const take = (id: string): void => {
    if (!known.has(id)) ids.add(id);
  };
  for (const { id, files } of commits) {
    take(id);
    take(treeId(files));
    for (const text of Object.values(files)) take(blobId(text));
    const folders = new Set(Object.keys(files).flatMap((path) => path.split('/').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('/'))));
    for (const folder of folders) take(treeId(Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`)).map(([path, text]) => [path.slice(folder.length + 1), text]))));
  }
  return ids;
}

function reached(machine: GitMachine, url: string): Repository {
  const there = machine.find(url);
  if ('repository' in there) return there.repository;
  if (there.error.includes('no such host')) return fatal(`unable to access '${url}/': Could not resolve host: ${/^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([^/:]+)/.exec(url)?.[1] ?? url}`);
  if (there.error.includes('repository not found')) return fatal(`repository '${url}/' not found`);
  return fatal(there.error);
}

const originOf = (local: Local): string => local.origin ?? fatal("'origin' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.");

const clone: GitCommand = function* clone(machine, argv): Steps<number> {
  const { args: [url, given], has, values } = wordsOf('clone', argv, ['-q', '--quiet'], ['-b', '--branch', '--depth']);
  if (url === undefined) throw new Fatal('fatal: You must specify a repository to clone.', 128);
  const folder = given ?? folderOf(url);
  const top = absolutePath(machine, folder);
  if ((machine.files.list(top) ?? []).length > 0) fatal(`destination path '${folder}' already exists and is not an empty directory.`);
  if (!has('-q', '--quiet')) machine.err(`Cloning into '${folder}'...\n`);
  yield { do: 'sleep', micros: TRIP };
  const { commits, branches } = reached(machine, url);
  const local = create(machine, top, HEAD);
  local.configure(`[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`);
  local.add(commits);
  for (const [name, id] of Object.entries(branches)) local.setRemote(name, id);
  const branch = values('-b', '--branch')[0] ?? HEAD;
  const id = branches[branch];
  if (id === undefined) {
    if (Object.keys(branches).length > 0) fatal(`Remote branch ${branch} not found in upstream origin`);
    machine.err('warning: You appear to have cloned an empty repository.\n');
    return 0;
  }
  if (!has('-q', '--quiet')) {
    const count = String(objectsOf(Object.values(commits)).size);
    machine.err(`remote: Enumerating objects: ${count}, done.\nremote: Counting objects: 100% (${count}/${count}), done.\nReceiving objects: 100% (${count}/${count}), done.\n`);
  }
  local.checkOut(commits[id], 'checkout');
  local.setBranch(branch, id);
  local.setHead(branch);
  local.follow(branch, branch);
  return 0;
};

/** Brings the remote's branches over; says what moved. */
function* fetched(local: Local, quiet = false): Steps<Repository> {
  const url = originOf(local);
  yield { do: 'sleep', micros: TRIP };
  const there = reached(local.machine, url);
  const before = local.remotes;
  const moved = Object.entries(there.branches).filter(([name, id]) => before[name] !== id);
  if (moved.length === 0) return there;
  local.add(there.commits);
  const lines = moved.map(([name, id]) => {
    const old = before[name];
    const forced = old !== undefined && !local.ancestors(id).has(old);
    local.setRemote(name, id);
    if (old === undefined) return ` * [new branch]      ${name.padEnd(10)} -> origin/${name}\n`;
    return ` ${forced ? '+' : ' '} ${short(old)}${forced ? '...' : '..'}${short(id)}  ${name.padEnd(10)} -> origin/${name}${forced ? '  (forced update)' : ''}\n`;
  });
  if (!quiet) local.machine.err(`From ${url.replace(/\.git$/, '')}\n${lines.join('')}`);
  return there;
}

const fetch: GitCommand = function* fetch(machine, argv): Steps<number> {
  const { has } = wordsOf('fetch', argv, ['-q', '--quiet', '--all', '-p', '--prune']);
  yield* fetched(open(machine), has('-q', '--quiet'));
  return 0;
};

const pull: GitCommand = function* pull(machine, argv): Steps<number> {
  const local = open(machine);
  const { has } = wordsOf('pull', argv, ['-q', '--quiet', '--ff-only', '--ff', '--rebase', '--no-rebase']);
  yield* fetched(local, has('-q', '--quiet'));
  const remote = local.branch === undefined ? undefined : local.upstream(local.branch);
  if (remote === undefined) throw new Fatal('There is no tracking information for the current branch.\nPlease specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n', 1);
  const target = local.commits[local.remotes[remote] ?? ''];
  if (target === undefined) return fatal(`couldn't find remote ref ${remote}`);
  const { head } = local;
  const parted = head !== undefined && !local.ancestors(target.id).has(head.id) && !local.ancestors(head.id).has(target.id);
  if (parted && !has('--ff-only')) {
    machine.err('hint: You have divergent branches and need to specify how to reconcile them.\nhint: git here can only move a branch forward: git reset --hard origin/main takes theirs, and your commits can be made again.\n');
    return fatal('Need to specify how to reconcile divergent branches.');
  }
  return fastForward(local, target);
};

const REJECTED = `hint: Updates were rejected because the remote contains work that you do not
hint: have locally. This is usually caused by another repository pushing to
hint: the same ref. If you want to integrate the remote changes, use
hint: 'git pull' before pushing again.
hint: See the 'Note about fast-forwards' in 'git push --help' for details.
`;
const BEHIND = `hint: Updates were rejected because the tip of your current branch is behind
hint: its remote counterpart. If you want to integrate the remote changes,
hint: use 'git pull' before pushing again.
hint: See the 'Note about fast-forwards' in 'git push --help' for details.
`;

const noUpstream = (branch: string): never => fatal(`The current branch ${branch} has no upstream branch.\nTo push the current branch and set the remote as upstream, use\n\n    git push --set-upstream origin ${branch}\n\nTo have this happen automatically for branches without a tracking\nupstream, see 'push.autoSetupRemote' in 'git help config'.\n`);

const push: GitCommand = function* push(machine, argv): Steps<number> {
  const local = open(machine);
  const { args: [, given], has } = wordsOf('push', argv, ['-u', '--set-upstream', '-f', '--force', '-q', '--quiet', '--force-with-lease', '-d', '--delete']);
  const url = originOf(local);
  const { branch } = local;
  if (branch === undefined && given === undefined) fatal('You are not currently on a branch.');
  const [from = '', to = ''] = given === undefined ? [branch, local.upstream(branch ?? '') ?? noUpstream(branch ?? '')] : given.includes(':') ? given.split(':') : [given === 'HEAD' ? branch : given, given === 'HEAD' ? branch : given];
  yield { do: 'sleep', micros: TRIP };
  const there = reached(machine, url);
  const { [to]: gone, ...others } = there.branches;
  if (from === '' || has('-d', '--delete')) {
    if (gone === undefined) throw new Fatal(`error: unable to delete '${to}': remote ref does not exist\nerror: failed to push some refs to '${url}'`, 1);
    if (to === HEAD) throw new Fatal(`To ${url}\n ! [remote rejected] ${to} (deletion of the current branch prohibited)\nerror: failed to push some refs to '${url}'`, 1);
    machine.push(url, { ...there, branches: others });
    machine.files.remove(`${local.top}/.git/refs/remotes/origin/${to}`);
    machine.err(`To ${url}\n - [deleted]         ${to}\n`);
    return 0;
  }
  const commit = local.find(from);
  if (commit === undefined) throw new Fatal(`error: src refspec ${from} does not match any\nerror: failed to push some refs to '${url}'`, 1);
  const follow = (): void => {
    if (!has('-u', '--set-upstream')) return;
    local.follow(from, to);
    machine.out(`branch '${from}' set up to track 'origin/${to}'.\n`);
  };
  if (gone === commit.id) {
    machine.err('Everything up-to-date\n');
    follow();
    return 0;
  }
  const own = local.ancestors(commit.id);
  const force = has('-f', '--force', '--force-with-lease');
  if (gone !== undefined && !own.has(gone) && !force) {
    const isKnown = local.commits[gone] !== undefined;
    throw new Fatal(`To ${url}\n ! [rejected]        ${from} -> ${to} (${isKnown ? 'non-fast-forward' : 'fetch first'})\nerror: failed to push some refs to '${url}'\n${(isKnown ? BEHIND : REJECTED).trimEnd()}`, 1);
  }
  // Parents first.
  const sent = [...own].filter((id) => there.commits[id] === undefined).reverse().map((id) => local.commits[id]!);
  const count = String(objectsOf(sent, objectsOf(Object.values(there.commits))).size);
  machine.push(url, { commits: { ...there.commits, ...Object.fromEntries(sent.map((one) => [one.id, one])) }, branches: { ...there.branches, [to]: commit.id } });
  local.setRemote(to, commit.id);
  if (!has('-q', '--quiet')) {
    if (sent.length > 0) machine.err(`Enumerating objects: ${count}, done.\nCounting objects: 100% (${count}/${count}), done.\nWriting objects: 100% (${count}/${count}), done.\n`);
    const lost = gone !== undefined && !own.has(gone);
    machine.err(`To ${url}\n${gone === undefined ? ` * [new branch]      ${from} -> ${to}` : ` ${lost ? '+' : ' '} ${short(gone)}${lost ? '...' : '..'}${short(commit.id)}  ${from} -> ${to}${lost ? ' (forced update)' : ''}`}\n`);
  }
  follow();
  return 0;
};

export const REMOTE: Readonly<Record<string, GitCommand>> = { clone, fetch, pull, push };
