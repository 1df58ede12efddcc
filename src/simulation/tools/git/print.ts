/** What git prints of commits and of what differs (log-tree.c, diff.c, wt-status.c). */
import { weekdayOf } from './dates';
import { unifiedDiff } from '../../base/go/unified-diff';
import { formatTime } from '../../base';
import { blobId } from '../../gitops/git/objects';
import type { Files } from '../../gitops/git/objects';
import { changedPaths } from '../../gitops/git/repository';
import type { Commit } from '../../gitops/git/repository';
import type { Local } from './local';

export const short = (id: string): string => id.slice(0, 7);
export const subject = ({ message }: Pick<Commit, 'message'>): string => message.split('\n')[0] ?? '';
export const plural = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const NO_END = '\\ No newline at end of file\n';

/** `Mon Jan 5 09:00:00 2026 +0000`. `at`: seconds since 1970. */
export function dateOf(at: number): string {
  const [, year = '', month = '', day = '', time = ''] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(formatTime(at * 1_000_000)) ?? [];
  return `${weekdayOf(at)} ${MONTHS[Number(month) - 1] ?? ''} ${String(Number(day))} ${time} ${year} +0000`;
}

/** ` (HEAD -> main, origin/main)`, or nothing. */
export function decoration(local: Local, id: string): string {
  const { branch, head, branches, remotes } = local;
  const names = [
    ...(head?.id === id ? [branch === undefined ? 'HEAD' : `HEAD -> ${branch}`] : []),
    ...Object.entries(remotes).filter(([, at]) => at === id).flatMap(([name]) => (name === 'main' ? ['origin/main', 'origin/HEAD'] : [`origin/${name}`])),
    ...Object.entries(branches).filter(([name, at]) => at === id && name !== branch).map(([name]) => name),
  ];
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

export const commitHead = (local: Local, { id, parents, author, at, message }: Commit): string =>
  `commit ${id}${decoration(local, id)}\n${parents.length > 1 ? `Merge: ${parents.map(short).join(' ')}\n` : ''}Author: ${author.name} <${author.email}>\nDate:   ${dateOf(at)}\n\n${message.trimEnd().split('\n').map((line) => (line === '' ? '' : `    ${line}`)).join('\n')}\n`;

/** The line that git takes for the name of the part that a hunk is in. */
function heading(before: string, start: number): string {
  const line = before.split('\n').slice(0, Math.max(0, start - 1)).findLast((one) => /^[A-Za-z_$]/.test(one));
  return line === undefined ? '' : ` ${line.trimEnd().slice(0, 80)}`;
}

/** Lines as git has them: one that has no end says so. */
function hunksOf(before: string, after: string): string {
  const whole = (sign: string, text: string): string => text.replace(/\n$/, '').split('\n').map((line) => `${sign}${line}\n`).join('') + (text.endsWith('\n') ? '' : NO_END);
  const count = (text: string): string => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines === 1 ? '1' : `1,${String(lines)}`;
  };
  if (before === '') return `@@ -0,0 +${count(after)} @@\n${whole('+', after)}`;
  if (after === '') return `@@ -${count(before)} +0,0 @@\n${whole('-', before)}`;
  const ended = (text: string): string => (text.endsWith('\n') ? text.slice(0, -1) : `${text}\0`);
  return unifiedDiff(ended(before), ended(after)).replaceAll('\0\n', `\n${NO_END}`);
}

function patchOf(path: string, before: string | undefined, after: string | undefined): string {
  const [a, b] = [before === undefined ? '0000000' : short(blobId(before)), after === undefined ? '0000000' : short(blobId(after))];
  const mode = before === undefined ? 'new file mode 100644\n' : after === undefined ? 'deleted file mode 100644\n' : '';
  const head = `diff --git a/${path} b/${path}\n${mode}index ${a}..${b}${mode === '' ? ' 100644' : ''}\n`;
  if ((before ?? '') === (after ?? '')) return head;
  const hunks = hunksOf(before ?? '', after ?? '').replace(/^@@ -(\d+)(.*?) @@$/gm, (line, start: string) => `${line}${heading(before ?? '', Number(start))}`);
  return `${head}--- ${before === undefined ? '/dev/null' : `a/${path}`}\n+++ ${after === undefined ? '/dev/null' : `b/${path}`}\n${hunks}`;
}

/** `git diff` from files to files; `only`: of these paths, or of what lies below them. */
export const patch = (before: Files, after: Files, only: readonly string[] = []): string => changedPaths(before, after).filter((path) => isAmong(path, only)).map((path) => patchOf(path, before[path], after[path])).join('');

export const isAmong = (path: string, only: readonly string[]): boolean => only.length === 0 || only.some((one) => one === '' || path === one || path.startsWith(`${one}/`));

/** Files that went elsewhere just as they were: old path → new path. */
export function renames(before: Files, after: Files): ReadonlyMap<string, string> {
  const gone = changedPaths(before, after).filter((path) => after[path] === undefined);
  const come = new Set(changedPaths(before, after).filter((path) => before[path] === undefined));
  const found = new Map<string, string>();
  for (const path of gone) {
    const to = [...come].find((one) => after[one] === before[path]);
    if (to === undefined) continue;
    found.set(path, to);
    come.delete(to);
  }
  return found;
}

interface Counted {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

function counted(before: Files, after: Files): readonly Counted[] {
  const moved = renames(before, after);
  const targets = new Set(moved.values());
  return changedPaths(before, after).filter((path) => !targets.has(path)).map((path) => {
    const to = moved.get(path);
    if (to !== undefined) return { path: `${path} => ${to}`, added: 0, removed: 0 };
    const lines = unifiedDiff(before[path] ?? '', after[path] ?? '', 0).split('\n');
    return { path, added: lines.filter((line) => line.startsWith('+')).length, removed: lines.filter((line) => line.startsWith('-')).length };
  });
}

/** ` 1 file changed, 2 insertions(+)`. */
export function shortStat(before: Files, after: Files): string {
  const files = counted(before, after);
  const [added, removed] = [files.reduce((sum, one) => sum + one.added, 0), files.reduce((sum, one) => sum + one.removed, 0)];
  const parts = [plural(files.length, 'file') + ' changed', ...(added > 0 || removed === 0 ? [`${plural(added, 'insertion')}(+)`] : []), ...(removed > 0 || added === 0 ? [`${plural(removed, 'deletion')}(-)`] : [])];
  return ` ${parts.join(', ')}\n`;
}

export function summaryOf(before: Files, after: Files): string {
  const moved = renames(before, after);
  const targets = new Set(moved.values());
  return changedPaths(before, after).flatMap((path) => {
    const to = moved.get(path);
    if (to !== undefined) return [` rename ${path} => ${to} (100%)\n`];
    if (targets.has(path)) return [];
    return before[path] === undefined ? [` create mode 100644 ${path}\n`] : after[path] === undefined ? [` delete mode 100644 ${path}\n`] : [];
  }).join('');
}

/** ` deploy.yaml | 2 +-`, a line a file. */
export function stat(before: Files, after: Files): string {
  const files = counted(before, after);
  const width = Math.max(0, ...files.map(({ path }) => path.length));
  const digits = Math.max(1, ...files.map(({ added, removed }) => String(added + removed).length));
  const most = Math.max(1, ...files.map(({ added, removed }) => added + removed));
  const room = Math.max(10, 80 - width - digits - 6);
  const scaled = (count: number): number => (most <= room ? count : Math.max(count === 0 ? 0 : 1, Math.floor((count * room) / most)));
  return files.map(({ path, added, removed }) => ` ${path.padEnd(width)} | ${String(added + removed).padStart(digits)}${added + removed === 0 ? '' : ` ${'+'.repeat(scaled(added))}${'-'.repeat(scaled(removed))}`}\n`).join('');
}

interface Change {
  readonly word: string;
  readonly path: string;
}

export interface Standing {
  readonly staged: readonly Change[];
  readonly changed: readonly Change[];
  readonly untracked: readonly string[];
}

const changesOf = (before: Files, after: Files): readonly Change[] => {
  const moved = renames(before, after);
  const targets = new Set(moved.values());
  return changedPaths(before, after).filter((path) => !targets.has(path)).map((path) => {
    const to = moved.get(path);
    if (to !== undefined) return { word: 'renamed', path: `${path} -> ${to}` };
    return { word: before[path] === undefined ? 'new file' : after[path] === undefined ? 'deleted' : 'modified', path };
  });
};

/** Folders of which nothing is known are named whole. */
function untrackedIn(tree: Files, index: Files): readonly string[] {
  const known = Object.keys(index);
  const shown = Object.keys(tree).filter((path) => index[path] === undefined).map((path) => {
    const parts = path.split('/');
    const folder = parts.slice(0, -1).map((_, at) => `${parts.slice(0, at + 1).join('/')}/`).find((one) => !known.some((other) => other.startsWith(one)));
    return folder ?? path;
  });
  return [...new Set(shown)].sort();
}

export function standing(local: Local): Standing {
  const { tree, index } = local;
  const tracked = Object.fromEntries(Object.entries(tree).filter(([path]) => index[path] !== undefined));
  return { staged: changesOf(local.head?.files ?? {}, index), changed: changesOf(index, tracked), untracked: untrackedIn(tree, index) };
}

/** How a branch stands to the one that it follows. */
export function tracking(local: Local, verbose = true): string {
  const { branch, head } = local;
  const remote = branch === undefined ? undefined : local.upstream(branch);
  const other = remote === undefined ? undefined : local.remotes[remote];
  if (remote === undefined || other === undefined || head === undefined) return '';
  const [own, theirs] = [local.ancestors(head.id), local.ancestors(other)];
  const [ahead, behind] = [[...own].filter((id) => !theirs.has(id)).length, [...theirs].filter((id) => !own.has(id)).length];
  const advice = (text: string): string => (verbose ? `  (use "git ${text})\n` : '');
  if (ahead === 0 && behind === 0) return `Your branch is up to date with 'origin/${remote}'.\n`;
  if (behind === 0) return `Your branch is ahead of 'origin/${remote}' by ${plural(ahead, 'commit')}.\n${advice('push" to publish your local commits')}`;
  if (ahead === 0) return `Your branch is behind 'origin/${remote}' by ${plural(behind, 'commit')}, and can be fast-forwarded.\n${advice('pull" to update your local branch')}`;
  return `Your branch and 'origin/${remote}' have diverged,\nand have ${String(ahead)} and ${String(behind)} different commits each, respectively.\n${advice('pull" if you want to integrate the remote branch with yours')}`;
}

const list = (changes: readonly Change[]): string => changes.map(({ word, path }) => `\t${`${word}:`.padEnd(12)}${path}\n`).join('');

export function statusText(local: Local): string {
  const { branch, head } = local;
  const { staged, changed, untracked } = standing(local);
  const follows = tracking(local);
  let text = branch === undefined ? `HEAD detached at ${short(head?.id ?? '')}\n` : `On branch ${branch}\n`;
  if (follows !== '') text += `${follows}\n`;
  if (head === undefined) text += '\nNo commits yet\n\n';
  if (staged.length > 0) text += `Changes to be committed:\n  (use "git ${head === undefined ? 'rm --cached' : 'restore --staged'} <file>..." to unstage)\n${list(staged)}\n`;
  if (changed.length > 0) text += `Changes not staged for commit:\n  (use "git ${changed.some(({ word }) => word === 'deleted') ? 'add/rm' : 'add'} <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n${list(changed)}\n`;
  if (untracked.length > 0) text += `Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n${untracked.map((path) => `\t${path}\n`).join('')}\n`;
  if (staged.length > 0) return text;
  if (changed.length > 0) return `${text}no changes added to commit (use "git add" and/or "git commit -a")\n`;
  if (untracked.length > 0) return `${text}nothing added to commit but untracked files present (use "git add" to track)\n`;
  return `${text}${head === undefined ? 'nothing to commit (create/copy files and use "git add" to track)' : 'nothing to commit, working tree clean'}\n`;
}
