import { describe, expect, it } from 'vitest';
import { EMPTY_REPOSITORY } from '../../gitops/git/repository';
import type { Repository } from '../../gitops/git/repository';
import { runGit } from '.';
import type { GitMachine } from '.';

/** A machine with files, and one remote. */
class Machine {
  said = '';
  files: Record<string, string>;
  now = 1_767_603_600;

  constructor(readonly remote: { repository: Repository }, files: Readonly<Record<string, string>> = {}) {
    this.files = { '/home/a/.gitconfig': '[user]\n\tname = Ada\n\temail = ada@example.com\n', ...files };
  }

  git(line: string, directory = '/home/a/r'): string {
    this.said = '';
    this.now += 60;
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
    const machine: GitMachine = {
      now: () => this.now * 1_000_000, directory, home: '/home/a', stdin: '', environment: {},
      files: {
        read: (path) => this.files[path],
        list: (path) => {
          const names = [...new Set(Object.keys(this.files).filter((one) => one.startsWith(`${path}/`)).map((one) => one.slice(path.length + 1).split('/')[0]!))];
          return names.length === 0 ? undefined : names.sort();
        },
        write: (path, text) => void (this.files[path] = text), remove: (path) => void delete this.files[path],
      },
      out: (text) => void (this.said += text), err: (text) => void (this.said += text), find: () => this.remote, push: (_, repository) => void (this.remote.repository = repository),
    };
    const steps = runGit(machine, words);
    let next = steps.next();
    while (next.done !== true) next = steps.next(next.value.do === 'edit' ? { edited: next.value.text } : undefined);
    return `${this.said}${next.value === 0 ? '' : `(${String(next.value)})`}`;
  }
}

const begun = (): Machine => {
  const one = new Machine({ repository: EMPTY_REPOSITORY }, { '/home/a/r/a.yaml': 'a: 1\n' });
  one.git('init');
  one.git('add .');
  return one;
};

describe('git', () => {
  it('gives commits the ids that git gives them', () => {
    const one = begun();
    one.git('commit -m First');
    // From git itself: the same file, name and times.
    expect(one.git('rev-parse HEAD')).toBe('6174b164b18e6580a661c27964fef48096b1450f\n');
    expect(one.git('log')).toMatch(/^commit [0-9a-f]{40} \(HEAD -> main\)\nAuthor: Ada <ada@example\.com>\nDate: {3}Mon Jan 5 09:03:00 2026 \+0000\n\n {4}First\n$/);
  });

  it('says where the working tree stands', () => {
    const one = begun();
    expect(one.git('status')).toBe('On branch main\n\nNo commits yet\n\nChanges to be committed:\n  (use "git rm --cached <file>..." to unstage)\n\tnew file:   a.yaml\n\n');
    one.git('commit -m First');
    expect(one.git('status')).toBe('On branch main\nnothing to commit, working tree clean\n');
    Object.assign(one.files, { '/home/a/r/a.yaml': 'a: 2\n', '/home/a/r/b/c.yaml': 'c: 1\n' });
    expect(one.git('status')).toBe('On branch main\nChanges not staged for commit:\n  (use "git add <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n\tmodified:   a.yaml\n\nUntracked files:\n  (use "git add <file>..." to include in what will be committed)\n\tb/\n\nno changes added to commit (use "git add" and/or "git commit -a")\n');
    expect(one.git('diff')).toBe('diff --git a/a.yaml b/a.yaml\nindex a8926a5..9dfc208 100644\n--- a/a.yaml\n+++ b/a.yaml\n@@ -1 +1 @@\n-a: 1\n+a: 2\n');
    expect(one.git('restore a.yaml')).toBe('');
    expect(one.git('add b && git')).toContain("fatal: pathspec '&&' did not match any files");
    one.git('add b');
    expect(one.git('commit -m "Another file"')).toMatch(/^\[main [0-9a-f]{7}\] Another file\n 1 file changed, 1 insertion\(\+\)\n create mode 100644 b\/c\.yaml\n$/);
    expect(one.git('mv a.yaml b/')).toBe('');
    expect(one.git('commit -m Moved')).toMatch(/ 1 file changed, 0 insertions\(\+\), 0 deletions\(-\)\n rename a\.yaml => b\/a\.yaml \(100%\)\n$/);
  });

  it('branches, merges by moving forward, and takes back', () => {
    const one = begun();
    one.git('commit -m First');
    expect(one.git('switch -c feature')).toBe("Switched to a new branch 'feature'\n");
    one.files['/home/a/r/a.yaml'] = 'a: 2\n';
    one.git('commit -am Second');
    expect(one.git('branch')).toBe('* feature\n  main\n');
    expect(one.git('checkout main')).toBe("Switched to branch 'main'\n");
    expect(one.files['/home/a/r/a.yaml']).toBe('a: 1\n');
    expect(one.git('merge feature')).toMatch(/^Updating [0-9a-f]{7}\.\.[0-9a-f]{7}\nFast-forward\n a\.yaml \| 2 \+-\n 1 file changed, 1 insertion\(\+\), 1 deletion\(-\)\n$/);
    expect(one.git('revert --no-edit HEAD')).toMatch(/^\[main [0-9a-f]{7}\] Revert "Second"\n Date: Mon Jan 5 /);
    expect(one.files['/home/a/r/a.yaml']).toBe('a: 1\n');
    expect(one.git('show HEAD~1:a.yaml')).toBe('a: 2\n');
    expect(one.git('log --oneline')).toMatch(/^[0-9a-f]{7} \(HEAD -> main\) Revert "Second"\n[0-9a-f]{7} \(feature\) Second\n[0-9a-f]{7} First\n$/);
    expect(one.git('branch -d feature')).toMatch(/^Deleted branch feature \(was [0-9a-f]{7}\)\.\n$/);
    expect(one.git('reset --hard HEAD~2')).toMatch(/^HEAD is now at [0-9a-f]{7} First\n$/);
    expect(one.git('switch nowhere')).toBe('fatal: invalid reference: nowhere\n(128)');
  });

  it('does not push over what it does not know', () => {
    const one = begun();
    one.git('commit -m First');
    one.git('remote add origin https://git.example.com/r.git');
    expect(one.git('push')).toContain('fatal: The current branch main has no upstream branch.');
    expect(one.git('push -u origin main')).toMatch(/ \* \[new branch\] {6}main -> main\nbranch 'main' set up to track 'origin\/main'\.\n$/);
    const other = new Machine(one.remote);
    expect(other.git('clone https://git.example.com/r.git r', '/home/a')).toContain("Cloning into 'r'...\n");
    other.files['/home/a/r/a.yaml'] = 'a: 3\n';
    other.git('commit -am Theirs');
    expect(other.git('status')).toContain("Your branch is ahead of 'origin/main' by 1 commit.\n");
    expect(other.git('push')).toMatch(/ {3}[0-9a-f]{7}\.\.[0-9a-f]{7} {2}main -> main\n$/);
    one.files['/home/a/r/b.yaml'] = 'b: 1\n';
    one.git('add b.yaml');
    one.git('commit -m Mine');
    expect(one.git('push')).toContain(' ! [rejected]        main -> main (fetch first)\n');
    expect(one.git('pull')).toContain('fatal: Need to specify how to reconcile divergent branches.');
    one.git('reset --hard origin/main');
    expect([one.git('pull'), one.files['/home/a/r/a.yaml'], one.files['/home/a/r/b.yaml']]).toEqual(['Already up to date.\n', 'a: 3\n', undefined]);
  });

  it('tells who it is not, and what it is not', () => {
    const one = new Machine({ repository: EMPTY_REPOSITORY });
    expect(one.git('status')).toBe('fatal: not a git repository (or any of the parent directories): .git\n(128)');
    expect(one.git('statsu')).toBe("git: 'statsu' is not a git command. See 'git --help'.\n(1)");
    expect(one.git('commit --what')).toContain('(128)');
  });
});
