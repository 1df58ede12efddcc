/** Commands on the working tree and the index: add, rm, mv and restore. */
import { absolutePath, isDirectory } from '../../machine';
import type { Local } from '../local';
import { Fatal, fatal } from '../machine';
import type { GitMachine } from '../machine';
import { wordsOf } from '../options';
import { isAmong } from '../print';
import { atOnce, open, pathIn } from './types';
import type { GitCommand } from './types';

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

function restore(machine: GitMachine, argv: readonly string[]): number {
  const local = open(machine);
  const { args, paths, has, values } = wordsOf('restore', argv, ['-S', '--staged', '-W', '--worktree', '-q'], ['-s', '--source']);
  return restored(local, [...args, ...(paths ?? [])], has('-S', '--staged'), !has('-S', '--staged') || has('-W', '--worktree'), values('-s', '--source')[0]);
}

/** Brings paths back into the index, the working tree or both, as they are in `source`: a commit, HEAD or the index. */
export function restored(local: Local, words: readonly string[], staged: boolean, worktree: boolean, source: string | undefined): number {
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

export const STAGING: Readonly<Record<string, GitCommand>> = { add: atOnce(add), rm: atOnce(rm), mv: atOnce(mv), restore: atOnce(restore) };
