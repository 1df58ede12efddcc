/** Commands that only look: status, log, diff, show, rev-parse, ls-files, version. */
import { changedPaths } from '../../../gitops/git/repository';
import type { Commit } from '../../../gitops/git/repository';
import { Fatal, fatal } from '../machine';
import type { GitMachine } from '../machine';
import type { Local } from '../local';
import { wordsOf } from '../options';
import { commitHead, decoration, isAmong, patch, short, shortStat, standing, stat, statusText, subject, tracking } from '../print';
import { atOnce, open, pathIn } from './types';
import type { GitCommand } from './types';

function status(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { has } = wordsOf('status', argv, ['-s', '--short', '--porcelain', '-b', '--branch']);
  if (!has('-s', '--short', '--porcelain')) {
    machine.out(statusText(local));
    return 0;
  }
  const { staged, changed, untracked } = standing(local);
  if (has('-b', '--branch')) machine.out(`## ${local.branch ?? 'HEAD (no branch)'}${tracking(local, false) === '' ? '' : `...origin/${local.upstream(local.branch ?? '') ?? ''}`}\n`);
  const letter = (word: string): string => ({ modified: 'M', deleted: 'D', renamed: 'R' })[word] ?? 'A';
  const rows = new Map<string, [string, string]>();
  for (const { word, path } of staged) rows.set(path, [letter(word), ' ']);
  for (const { word, path } of changed) rows.set(path, [rows.get(path)?.[0] ?? ' ', letter(word)]);
  machine.out([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, [a, b]]) => `${a}${b} ${path}\n`).join('') + untracked.map((path) => `?? ${path}\n`).join(''));
  return 0;
}

/** All that a commit comes from, the newest first. */
function history(local: Local, start: Commit): readonly Commit[] {
  return [...local.ancestors(start.id)].map((id) => local.commits[id]!).map((commit) => ({ commit, depth: local.ancestors(commit.id).size })).sort((a, b) => b.commit.at - a.commit.at || b.depth - a.depth).map(({ commit }) => commit);
}

function log(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has, values } = wordsOf('log', argv, ['--oneline', '-p', '--patch', '--stat', '--graph', '--decorate', '--all', '--no-decorate'], ['-n', '--max-count']);
  if (local.head === undefined) fatal(`your current branch '${local.branch ?? ''}' does not have any commits yet`);
  const revisions = args.filter((word) => local.find(word.split('..')[0] === '' ? 'HEAD' : word.split('..')[0]!) !== undefined);
  const only = [...args.filter((word) => !revisions.includes(word)), ...(paths ?? [])];
  if (paths === undefined) for (const word of only) if (local.index[pathIn(local, word)] === undefined && !Object.keys(local.index).some((one) => isAmong(one, [pathIn(local, word)]))) local.need(word);
  const [from, to] = revisions[0]?.includes('..') === true ? revisions[0].split('..') : [undefined, revisions[0]];
  const without = from === undefined ? new Set<string>() : local.ancestors(local.need(from === '' ? 'HEAD' : from).id);
  const most = Number(values('-n', '--max-count').at(-1) ?? Infinity);
  const filesOf = (commit: Commit | undefined) => commit?.files ?? {};
  const places = only.map((word) => pathIn(local, word));
  const list = history(local, local.need(to === undefined || to === '' ? 'HEAD' : to)).filter(({ id }) => !without.has(id))
    .filter((commit) => places.length === 0 || changedPaths(filesOf(local.commits[commit.parents[0] ?? '']), commit.files).some((path) => isAmong(path, places))).slice(0, most);
  const mark = has('--graph') ? '* ' : '';
  const shown = list.map((commit) => {
    const before = filesOf(local.commits[commit.parents[0] ?? '']);
    const more = has('-p', '--patch') ? patch(before, commit.files, places) : has('--stat') ? `${stat(before, commit.files)}${shortStat(before, commit.files)}` : '';
    if (has('--oneline')) return `${mark}${short(commit.id)}${decoration(local, commit.id)} ${subject(commit)}\n${more}`;
    return `${mark}${commitHead(local, commit)}${more === '' ? '' : `\n${more}`}`;
  });
  machine.out(shown.join(has('--oneline') ? '' : '\n'));
  return 0;
}

function diff(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has } = wordsOf('diff', argv, ['--staged', '--cached', '--stat', '--name-only', '--exit-code', '-q', '--quiet']);
  const revisions = args.flatMap((word) => word.split(/\.{2,3}/)).filter((word) => local.find(word === '' ? 'HEAD' : word) !== undefined);
  const rest = args.filter((word) => !word.includes('..') && local.find(word) === undefined);
  const only = [...rest, ...(paths ?? [])].map((word) => pathIn(local, word));
  if (paths === undefined) for (const [at, path] of only.entries()) if (![...Object.keys(local.tree), ...Object.keys(local.index)].some((one) => isAmong(one, [path]))) local.need(rest[at]!);
  const files = (name: string | undefined) => local.need(name === undefined || name === '' ? 'HEAD' : name).files;
  const { index, tree } = local;
  const tracked = Object.fromEntries(Object.entries(tree).filter(([path]) => index[path] !== undefined));
  const [a, b] = revisions.length > 1 ? [files(revisions[0]), files(revisions[1])] : has('--staged', '--cached') ? [revisions.length === 0 ? (local.head?.files ?? {}) : files(revisions[0]), index] : [revisions.length === 0 ? index : files(revisions[0]), tracked];
  const changed = changedPaths(a, b).filter((path) => isAmong(path, only));
  if (!has('-q', '--quiet')) machine.out(has('--name-only') ? changed.map((path) => `${path}\n`).join('') : has('--stat') ? (changed.length === 0 ? '' : `${stat(a, b)}${shortStat(a, b)}`) : patch(a, b, only));
  return has('--exit-code', '-q', '--quiet') && changed.length > 0 ? 1 : 0;
}

function show(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, has } = wordsOf('show', argv, ['--stat', '--oneline', '--name-only', '-s', '--no-patch']);
  for (const word of args.length === 0 ? ['HEAD'] : args) {
    const colon = word.indexOf(':');
    if (colon > 0) {
      const path = word.slice(colon + 1);
      machine.out(local.need(word.slice(0, colon)).files[path] ?? fatal(`path '${path}' does not exist in '${word.slice(0, colon)}'`));
      continue;
    }
    const commit = local.need(word);
    const before = local.commits[commit.parents[0] ?? '']?.files ?? {};
    const body = has('-s', '--no-patch') ? '' : has('--stat') ? `${stat(before, commit.files)}${shortStat(before, commit.files)}` : has('--name-only') ? changedPaths(before, commit.files).map((path) => `${path}\n`).join('') : patch(before, commit.files);
    machine.out(has('--oneline') ? `${short(commit.id)}${decoration(local, commit.id)} ${subject(commit)}\n${body}` : `${commitHead(local, commit)}${body === '' ? '' : `\n${body}`}`);
  }
  return 0;
}

function revParse(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, has } = wordsOf('rev-parse', argv, ['--short', '--abbrev-ref', '--show-toplevel', '--verify']);
  if (has('--show-toplevel')) machine.out(`${local.top}\n`);
  for (const word of args) {
    if (has('--abbrev-ref') && word === 'HEAD') machine.out(`${local.branch ?? 'HEAD'}\n`);
    else machine.out(`${has('--short') ? short(local.need(word).id) : local.need(word).id}\n`);
  }
  return 0;
}

function lsFiles(machine: GitMachine): number {
  const local = open(machine);
  const here = pathIn(local, '.');
  machine.out(Object.keys(local.index).filter((path) => isAmong(path, [here])).map((path) => `${here === '' ? path : path.slice(here.length + 1)}\n`).join(''));
  return 0;
}

function remote(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args: [verb, name, url], has } = wordsOf('remote', argv, ['-v', '--verbose']);
  const { origin } = local;
  if (verb === undefined) machine.out(origin === undefined ? '' : has('-v', '--verbose') ? `origin\t${origin} (fetch)\norigin\t${origin} (push)\n` : 'origin\n');
  else if (verb === 'add' && name !== undefined && url !== undefined) {
    if (name !== 'origin') throw new Fatal(`(git here knows one remote: origin)`, 1);
    if (origin !== undefined) throw new Fatal('error: remote origin already exists.', 3);
    local.configure(`[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`);
  } else if (verb === 'get-url') machine.out(`${origin ?? fatal(`No such remote '${name ?? ''}'`, 2)}\n`);
  else throw new Fatal(`(git remote here knows add, get-url and -v)`, 1);
  return 0;
}

export const LOOKING: Readonly<Record<string, GitCommand>> = { status: atOnce(status), log: atOnce(log), diff: atOnce(diff), show: atOnce(show), 'rev-parse': atOnce(revParse), 'ls-files': atOnce(lsFiles), remote: atOnce(remote) };
