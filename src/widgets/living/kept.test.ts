import { describe, expect, it } from 'vitest';
import { withRepository } from '@site/src/simulation/gitops/component/remote';
import { commit, EMPTY_REPOSITORY } from '@site/src/simulation/gitops/git/repository';
import { parseKept } from './kept';

const WHO = { author: { name: 'Ada', email: 'ada@example.com' }, at: 1 };
const one = commit(EMPTY_REPOSITORY, 'main', { files: { a: '1' }, message: 'One', ...WHO });
const two = commit(one, 'main', { files: { a: '2' }, message: 'Two', ...WHO });
const machine = withRepository({ machines: null }, 'config', two, 5);
const keeps = (input: unknown): boolean => parseKept({ options: {}, at: 5, log: [{ at: 5, steps: 1, input }] }, () => ({})) !== undefined;

describe('what was done to a cluster', () => {
  it('is read back with commands at machines and pushes to the Git server', () => {
    expect(keeps({ kind: 'host', host: 'node-a', line: 'systemctl stop kubelet' })).toBe(true);
    expect(keeps({ kind: 'machine', node: 'git.example.com', machine })).toBe(true);
  });

  it('is not read back with another machine, or a history that has no end', () => {
    expect(keeps({ kind: 'machine', node: 'node-a', machine })).toBe(false);
    expect(keeps({ kind: 'machine', node: 'git.example.com', machine: { ...machine, pods: [] } })).toBe(false);
    const [first = ''] = Object.keys(two.commits);
    const circle = { ...two, commits: { ...two.commits, [first]: { ...two.commits[first]!, parents: [two.branches.main!] } } };
    expect(keeps({ kind: 'machine', node: 'git.example.com', machine: withRepository({ machines: null }, 'config', circle, 5) })).toBe(false);
    expect(keeps({ kind: 'host', host: 1 })).toBe(false);
  });
});
