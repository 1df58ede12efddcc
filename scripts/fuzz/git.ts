import type { Random } from '../../src/simulation/base/random';
import { EMPTY_REPOSITORY } from '../../src/simulation/gitops/git/repository';
import type { Repository } from '../../src/simulation/gitops/git/repository';
import { runGit } from '../../src/simulation/tools/git';
import type { GitMachine } from '../../src/simulation/tools/git';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

type Deed = { readonly line: readonly string[] } | { readonly path: string; readonly text: string | null };

const PATHS = ['a.yaml', 'apps/web.yaml', 'apps/deep/x.yaml', 'apps', 'b'];
const NAMES = ['main', 'feature', 'HEAD', 'HEAD~1', 'HEAD^', 'origin/main', 'origin/feature', 'nowhere', '..', 'main..feature', 'abcd', '-', ''];
const COMMANDS: readonly (readonly string[])[] = [
  ['init'], ['add', '.'], ['add', 'P'], ['add', '-A'], ['rm', 'P'], ['rm', '-r', '--cached', 'P'], ['mv', 'P', 'P'], ['commit', '-m', 'Change'], ['commit', '-am', 'All'], ['commit'], ['commit', '--amend', '--no-edit'], ['status'], ['status', '-s'],
  ['diff'], ['diff', '--staged'], ['diff', 'N'], ['diff', 'N', 'N'], ['diff', '--stat'], ['log'], ['log', '--oneline', 'N'], ['log', '-p', '-n', '2'], ['log', '--', 'P'], ['show', 'N'], ['show', 'N:P'], ['restore', 'P'], ['restore', '--staged', 'P'],
  ['restore', '-s', 'N', 'P'], ['reset', '--hard', 'N'], ['reset', 'N'], ['reset', '--soft', 'N'], ['branch'], ['branch', '-a'], ['branch', 'N'], ['branch', '-d', 'N'], ['branch', '-D', 'N'], ['branch', '-m', 'N'], ['switch', 'N'], ['switch', '-c', 'N'],
  ['checkout', 'N'], ['checkout', '-b', 'N'], ['checkout', 'N', '--', 'P'], ['merge', 'N'], ['revert', '--no-edit', 'N'], ['revert', '-n', 'N'], ['push'], ['push', '-u', 'origin', 'N'], ['push', '-f'], ['push', 'origin', ':N'], ['pull'], ['fetch'],
  ['remote', 'add', 'origin', 'https://git.example.com/r.git'], ['remote', '-v'], ['rev-parse', 'N'], ['ls-files'], ['config', 'user.name'], ['config', 'user.name', 'N'], ['commit', '--what'], ['N'],
];

/** What is typed more often, so that histories come to be. */
const COMMON: readonly (readonly string[])[] = [['add', '.'], ['commit', '-m', 'Change'], ['commit', '-am', 'All'], ['push', '-u', 'origin', 'main'], ['push'], ['revert', '--no-edit', 'HEAD'], ['switch', '-c', 'feature'], ['switch', 'main'], ['merge', 'feature'], ['pull']];

const chosen = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

function deed(random: Random): Deed {
  if (random.below(3) === 0) return { path: chosen(random, PATHS.slice(0, 3)), text: random.below(4) === 0 ? null : chosen(random, ['a: 1\n', 'a: 2\n', 'no end', '', 'a: 1\nb: 2\nc: 3\n']) };
  return { line: chosen(random, random.below(2) === 0 ? COMMON : COMMANDS).map((word) => word.replace(/^N|N$/, () => chosen(random, NAMES)).replace(/^P$|P$/, () => chosen(random, PATHS))) };
}

const TOP = '/home/a/r';

/** A folder with a remote, in which lines are typed and files written. */
function play(deeds: readonly Deed[]): string {
  const files: Record<string, string> = { '/home/a/.gitconfig': '[user]\n\tname = Ada\n\temail = ada@example.com\n', [`${TOP}/a.yaml`]: 'a: 1\n' };
  let [remote, now, failed]: [Repository, number, number] = [EMPTY_REPOSITORY, 1_767_603_600, 0];
  const under = (path: string): string[] => Object.keys(files).filter((one) => one.startsWith(`${path}/`));
  const machine: GitMachine = {
    now: () => now * 1_000_000, directory: TOP, home: '/home/a', stdin: '', environment: {},
    files: {
      read: (path) => files[path], list: (path) => (under(path).length === 0 ? undefined : [...new Set(under(path).map((one) => one.slice(path.length + 1).split('/')[0]!))].sort()),
      write: (path, text) => void (files[path] = text), remove: (path) => void delete files[path],
    },
    out: () => undefined, err: () => undefined, find: () => ({ repository: remote }), push: (_, repository) => void (remote = repository),
  };
  const run = (line: readonly string[]): number => {
    now += 60;
    const steps = runGit(machine, line);
    let next = steps.next();
    for (let waits = 0; next.done !== true; waits += 1) {
      if (waits > 20) throw new Broken(`git ${line.join(' ')} waits for ever`);
      next = steps.next(next.value.do === 'edit' ? { edited: `Edited\n${next.value.text}` } : undefined);
    }
    return next.value;
  };
  run(['init', '-b', 'main']);
  run(['add', '.']);
  run(['commit', '-m', 'First']);
  run(['remote', 'add', 'origin', 'https://git.example.com/r.git']);
  for (const one of deeds) {
    if ('line' in one) failed += run(one.line) === 0 ? 0 : 1;
    else if (one.text === null) delete files[`${TOP}/${one.path}`];
    else files[`${TOP}/${one.path}`] = one.text;
  }
  for (const [branch, id] of Object.entries(remote.branches)) {
    for (let at: string | undefined = id; at !== undefined; at = remote.commits[at]?.parents[0]) if (remote.commits[at] === undefined) throw new Broken(`${branch} of the remote leads to ${at}, which is not there`);
  }
  const pushed = Object.keys(remote.branches).length;
  return `${pushed === 0 ? 'nothing' : pushed === 1 ? 'a branch' : 'branches'} pushed, ${failed === 0 ? 'all done' : 'some refused'}`;
}

/** Lines of git in a folder, with files that change beside them. */
export const target: FuzzTarget<readonly Deed[]> = {
  about: 'command lines of git among files that change: each ends with an exit code, and what was pushed leads to commits that are there',
  count: 20_000,
  limit: 2_000,
  make: (random) => Array.from({ length: 5 + random.below(25) }, () => deed(random)),
  play,
};
