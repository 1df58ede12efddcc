/**
 * A Git repository as a value: commits of whole files, branches, reverts. Lines are not merged: what two commits change in one file is a conflict.
 * Ids are those that `git` itself would give.
 */
import { commitId, treeId } from './objects';
import type { Files, Person } from './objects';

export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly files: Files;
  readonly author: Person;
  /** Seconds since 1970. */
  readonly at: number;
  /** Ends with a line break. */
  readonly message: string;
}

export interface Repository {
  readonly commits: Readonly<Record<string, Commit>>;
  /** The newest commit of each branch. */
  readonly branches: Readonly<Record<string, string>>;
}

export interface Change {
  /** New texts by path; null takes the file away. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly message: string;
  readonly author: Person;
  readonly at: number;
}

/** What Git says instead of doing it. */
export class GitError extends Error {}

export const EMPTY_REPOSITORY: Repository = { commits: {}, branches: {} };

const SHORTEST = 4;

/** A commit by branch, id, or the beginning of an id that only it has (git rev-parse). */
export function resolve({ commits, branches }: Repository, revision: string): Commit | undefined {
  if (Object.hasOwn(branches, revision)) return commits[branches[revision]!];
  if (Object.hasOwn(commits, revision)) return commits[revision];
  const found = revision.length >= SHORTEST && /^[0-9a-f]+$/.test(revision) ? Object.keys(commits).filter((id) => id.startsWith(revision)) : [];
  return found.length === 1 ? commits[found[0]!] : undefined;
}

const known = (repository: Repository, revision: string): Commit => {
  const commit = resolve(repository, revision);
  if (commit === undefined) throw new GitError(`fatal: ambiguous argument '${revision}': unknown revision or path not in the working tree.`);
  return commit;
};

function checkPath(path: string): void {
  if (path === '' || path.split('/').some((part) => part === '' || part === '.' || part === '..' || part === '.git')) throw new GitError(`error: invalid path '${path}'`);
}

function changed(before: Files, change: Change['files']): Files {
  const files = new Map(Object.entries(before));
  for (const [path, text] of Object.entries(change)) {
    checkPath(path);
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const folder = sorted.map(([path]) => path).find((path) => sorted.some(([other]) => other.startsWith(`${path}/`)));
  if (folder !== undefined) throw new GitError(`error: '${folder}' is a file and a folder`);
  return Object.fromEntries(sorted);
}

/** Which files differ, in order. */
export const changedPaths = (before: Files, after: Files): string[] => [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]).sort();

/** git commit: a branch that is not there begins with it. */
export function commit(repository: Repository, branch: string, change: Change): Repository {
  const parent = Object.hasOwn(repository.branches, branch) ? repository.commits[repository.branches[branch]!] : undefined;
  const files = changed(parent?.files ?? {}, change.files);
  if (changedPaths(parent?.files ?? {}, files).length === 0) throw new GitError('nothing to commit, working tree clean');
  const message = `${change.message.replace(/\s+$/, '')}\n`;
  const parents = parent === undefined ? [] : [parent.id];
  const id = commitId({ tree: treeId(files), parents, author: change.author, at: change.at, message });
  return { commits: { ...repository.commits, [id]: { id, parents, files, author: change.author, at: change.at, message } }, branches: { ...repository.branches, [branch]: id } };
}

/** git branch, or git reset --hard where the branch is there and `force` is said. */
export function setBranch(repository: Repository, branch: string, revision: string, force = false): Repository {
  if (!force && Object.hasOwn(repository.branches, branch)) throw new GitError(`fatal: a branch named '${branch}' already exists`);
  return { ...repository, branches: { ...repository.branches, [branch]: known(repository, revision).id } };
}

/** git log: the newest first, along the first parents. */
export function log(repository: Repository, revision: string): Commit[] {
  const list: Commit[] = [];
  for (let at: Commit | undefined = known(repository, revision); at !== undefined; at = repository.commits[at.parents[0] ?? '']) list.push(at);
  return list;
}

const subject = ({ message }: Commit): string => message.split('\n')[0]!;

/** git revert --no-edit: a commit that takes back what another one changed. */
export function revert(repository: Repository, branch: string, revision: string, { author, at }: Pick<Change, 'author' | 'at'>): Repository {
  const undone = known(repository, revision);
  const before = repository.commits[undone.parents[0] ?? '']?.files ?? {};
  const now = known(repository, branch).files;
  const paths = changedPaths(before, undone.files);
  const conflict = paths.find((path) => now[path] !== undone.files[path] && now[path] !== before[path]);
  if (conflict !== undefined) throw new GitError(`CONFLICT (content): Merge conflict in ${conflict}\nerror: could not revert ${undone.id.slice(0, 7)}... ${subject(undone)}`);
  const files = Object.fromEntries(paths.filter((path) => now[path] !== before[path]).map((path) => [path, before[path] ?? null]));
  return commit(repository, branch, { files, author, at, message: `Revert "${subject(undone)}"\n\nThis reverts commit ${undone.id}.` });
}
