import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestsIn } from './manifests';
import { blobId, treeId } from './objects';
import type { Files } from './objects';
import { commit, EMPTY_REPOSITORY, GitError, log, resolve, revert, setBranch } from './repository';
import type { Repository } from './repository';

const WHO = { author: { name: 'Ada', email: 'ada@example.com' }, at: 1_772_445_600 };
const saved = (repository: Repository, files: Readonly<Record<string, string | null>>, message = 'Change'): Repository => commit(repository, 'main', { files, message, ...WHO });

describe('a repository', () => {
  it('names things as git does', () => {
    expect(blobId('hello\n')).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    expect(treeId({})).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
    expect(treeId({ 'a.txt': 'a\n', 'a/b.txt': 'b\n', 'a-b': 'c\n' })).toBe('29423274dee3fe74a33b36ca3ca5222457805298');
    expect(log(saved(saved(EMPTY_REPOSITORY, { 'a.txt': 'a\n', 'a/b.txt': 'b\n', 'a-b': 'c\n' }, 'First'), { 'a.txt': null }, 'Second\n\nMore.'), 'main').map(({ id }) => id)).toEqual(['0d031a25ce32a044faba173cb3d93746f0dcfb5e', '63f6292b87fc20061e89a755f3e328d295a998e0']);
  });

  it('finds commits by branch and by the beginning of their id, and no others', () => {
    const one = setBranch(saved(EMPTY_REPOSITORY, { a: '1' }), 'release', 'main');
    const { id } = resolve(one, 'main')!;
    expect([resolve(one, 'release'), resolve(one, id), resolve(one, id.slice(0, 7))].map((found) => found?.id)).toEqual([id, id, id]);
    expect([resolve(one, 'other'), resolve(one, id.slice(0, 3))]).toEqual([undefined, undefined]);
    expect(() => setBranch(one, 'release', 'main')).toThrow(GitError);
  });

  it('refuses an empty commit, odd paths and a revert over later changes', () => {
    const one = saved(EMPTY_REPOSITORY, { a: '1' });
    for (const path of ['a', '../a', 'a/b']) expect(() => saved(one, { [path]: '1' })).toThrow(GitError);
    const three = saved(saved(one, { a: '2' }), { a: '3' });
    expect(() => revert(three, 'main', log(three, 'main')[1]!.id, WHO)).toThrow(/^CONFLICT \(content\): Merge conflict in a\nerror: could not revert [0-9a-f]{7}\.\.\. Change$/);
  });

  it('goes back by reverting, whatever was committed', () => {
    const change = fc.dictionary(fc.constantFrom('a.yaml', 'deploy/b.yaml', 'deploy/c.yaml'), fc.option(fc.constantFrom('1', '2', '3')), { minKeys: 1 });
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      let repository = saved(EMPTY_REPOSITORY, { README: 'x' });
      const before: Files[] = [];
      for (const files of changes) {
        try {
          const next = saved(repository, files);
          before.push(resolve(repository, 'main')!.files);
          repository = next;
        } catch (error) {
          if (!(error instanceof GitError)) throw error;
        }
      }
      for (const commits = log(repository, 'main').slice(0, before.length); commits.length > 0;) {
        repository = revert(repository, 'main', commits.shift()!.id, WHO);
        expect(resolve(repository, 'main')!.files).toEqual(before.pop());
      }
    }), { numRuns: 100 });
  });
});

describe('the manifests of a folder', () => {
  it('are its own files, by name, with all documents and the items of lists', () => {
    const files = {
      'deploy/b.yaml': 'kind: B\n---\n---\nkind: C\n', 'deploy/a.json': '{"kind": "A"}', 'deploy/inner/d.yaml': 'kind: D\n', 'deploy/notes.txt': 'x', 'deploy/l.yml': 'kind: List\nitems: [{kind: E}, {kind: F}]\n', 'other.yaml': 'kind: G\n',
    };
    expect(manifestsIn(files, 'deploy')).toEqual({ manifests: ['A', 'B', 'C', 'E', 'F'].map((kind) => ({ kind })) });
    expect(manifestsIn(files, '.')).toEqual({ manifests: [{ kind: 'G' }] });
    expect(manifestsIn(files, 'nowhere')).toEqual({ error: 'nowhere: app path does not exist' });
    expect(manifestsIn({ 'a.yaml': 'a: [' }, '.')).toMatchObject({ error: expect.stringContaining('Failed to unmarshal "a.yaml"') as string });
    expect(manifestsIn({ 'Chart.yaml': 'name: x' }, '.')).toMatchObject({ error: expect.stringContaining('only plain directories') as string });
  });
});
