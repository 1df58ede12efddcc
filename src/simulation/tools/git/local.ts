/** A repository in a folder: HEAD, branches, the index and the commits as files in `.git`, and the working tree beside it. Its objects are one file here, not packs; `git cat-file` is not simulated. */
import { changedPaths, resolve } from '../../gitops/git/repository';
import type { Commit, Repository } from '../../gitops/git/repository';
import type { Files } from '../../gitops/git/objects';
import { filesUnder } from '../machine';
import { fatal, Fatal } from './machine';
import type { GitMachine } from './machine';

interface Kept {
  readonly commits: Readonly<Record<string, Commit>>;
}

const REF = /^ref: refs\/heads\/(.+)\n$/;
const NAME = /^(?![-/.])(?!.*(?:\.\.|\/\/|@\{|\.lock$|\/$|\.$))[^\u0000-\u0020\u007f~^:?*[\\]+$/;

export class Local {
  commits: Readonly<Record<string, Commit>>;

  constructor(readonly machine: GitMachine, readonly top: string) {
    this.commits = (JSON.parse(machine.files.read(this.path('objects.json')) ?? '{"commits":{}}') as Kept).commits;
  }

  private path(name: string): string {
    return `${this.top === '/' ? '' : this.top}/.git/${name}`;
  }

  private refs(folder: string): Readonly<Record<string, string>> {
    const at = this.path(folder);
    return Object.fromEntries(filesUnder(this.machine.files, at).map((path) => [path.slice(at.length + 1), (this.machine.files.read(path) ?? '').trim()]));
  }

  get branches(): Readonly<Record<string, string>> {
    return this.refs('refs/heads');
  }

  get remotes(): Readonly<Record<string, string>> {
    return this.refs('refs/remotes/origin');
  }

  get repository(): Repository {
    return { commits: this.commits, branches: this.branches };
  }

  /** The branch that HEAD names; undefined: it is detached. */
  get branch(): string | undefined {
    return REF.exec(this.machine.files.read(this.path('HEAD')) ?? '')?.[1];
  }

  get head(): Commit | undefined {
    const { branch } = this;
    return this.commits[branch === undefined ? (this.machine.files.read(this.path('HEAD')) ?? '').trim() : (this.branches[branch] ?? '')];
  }

  get origin(): string | undefined {
    return /\[remote "origin"\][^[]*?\n\s*url = (\S+)/.exec(this.machine.files.read(this.path('config')) ?? '')?.[1];
  }

  /** The branch of the remote that a branch follows. */
  upstream(branch: string): string | undefined {
    const config = this.machine.files.read(this.path('config')) ?? '';
    const section = config.split(/^(?=\[)/m).find((part) => part.startsWith(`[branch "${branch}"]`));
    return section === undefined ? undefined : /merge = refs\/heads\/(\S+)/.exec(section)?.[1];
  }

  follow(branch: string, remote: string): void {
    if (this.upstream(branch) === remote) return;
    this.configure(`[branch "${branch}"]\n\tremote = origin\n\tmerge = refs/heads/${remote}\n`);
  }

  configure(section: string): void {
    this.machine.files.write(this.path('config'), `${this.machine.files.read(this.path('config')) ?? ''}${section}`);
  }

  setHead(branch: string | { readonly id: string }): void {
    this.machine.files.write(this.path('HEAD'), typeof branch === 'string' ? `ref: refs/heads/${branch}\n` : `${branch.id}\n`);
  }

  setBranch(name: string, id: string): void {
    if (!NAME.test(name)) fatal(`'${name}' is not a valid branch name`);
    this.machine.files.write(this.path(`refs/heads/${name}`), `${id}\n`);
  }

  setRemote(name: string, id: string): void {
    this.machine.files.write(this.path(`refs/remotes/origin/${name}`), `${id}\n`);
  }

  removeBranch(name: string): void {
    this.machine.files.remove(this.path(`refs/heads/${name}`));
  }

  /** HEAD, or its branch, is this commit from now on. */
  moveTo(id: string): void {
    const { branch } = this;
    if (branch === undefined) this.setHead({ id });
    else this.setBranch(branch, id);
  }

  add(commits: Readonly<Record<string, Commit>>): void {
    this.commits = { ...this.commits, ...commits };
    this.machine.files.write(this.path('objects.json'), JSON.stringify({ commits: this.commits }));
  }

  get index(): Files {
    return JSON.parse(this.machine.files.read(this.path('index')) ?? '{}') as Files;
  }

  /** What is in a folder takes the place of a file of that name (ADD_CACHE_OK_TO_REPLACE). */
  set index(files: Files) {
    const folders = new Set(Object.keys(files).flatMap((path) => path.split('/').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('/'))));
    this.machine.files.write(this.path('index'), JSON.stringify(Object.fromEntries(Object.entries(files).filter(([path]) => !folders.has(path)).sort(([a], [b]) => (a < b ? -1 : 1)))));
  }

  get tree(): Files {
    const { files } = this.machine;
    const before = this.top === '/' ? 1 : this.top.length + 1;
    return Object.fromEntries(filesUnder(files, this.top).map((path) => [path.slice(before), path] as const).filter(([name]) => !name.startsWith('.git/')).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, path]) => [name, files.read(path) ?? '']));
  }

  writeFile(name: string, text: string | undefined): void {
    const path = `${this.top === '/' ? '' : this.top}/${name}`;
    if (text === undefined) this.machine.files.remove(path);
    else this.machine.files.write(path, text);
  }

  /** Makes index and working tree what a commit has; what is not committed and would be lost stops it. */
  checkOut(target: Commit | undefined, does: 'checkout' | 'merge', force = false): void {
    const [from, to, tree] = [this.head?.files ?? {}, target?.files ?? {}, this.tree];
    const { index } = this;
    const moved = changedPaths(from, to);
    const dirty = moved.filter((path) => index[path] !== from[path] || (from[path] !== undefined && tree[path] !== from[path]));
    const untracked = moved.filter((path) => from[path] === undefined && index[path] === undefined && tree[path] !== undefined && tree[path] !== to[path]);
    if (!force && dirty.length > 0) {
      fatalList(`Your local changes to the following files would be overwritten by ${does}:`, dirty, does === 'checkout' ? 'Please commit your changes or stash them before you switch branches.' : 'Please commit your changes or stash them before you merge.');
    }
    if (!force && untracked.length > 0) fatalList(`The following untracked working tree files would be overwritten by ${does}:`, untracked, `Please move or remove them before you ${does === 'checkout' ? 'switch branches' : 'merge'}.`);
    const rest = force ? to : { ...Object.fromEntries(Object.entries(index).filter(([path]) => !moved.includes(path))), ...Object.fromEntries(moved.flatMap((path) => (to[path] === undefined ? [] : [[path, to[path]] as const]))) };
    const written = force ? changedPaths(Object.fromEntries(Object.entries(tree).filter(([path]) => index[path] !== undefined || from[path] !== undefined || to[path] !== undefined)), to) : moved;
    for (const path of written) this.writeFile(path, to[path]);
    this.index = rest;
  }

  /** A commit by a name: HEAD, a branch, origin/main, an id, with ~2 and ^ behind it. */
  find(name: string): Commit | undefined {
    const [, base = '', steps = ''] = /^(.*?)((?:[~^]\d*)*)$/.exec(name) ?? [];
    const { remotes, repository } = this;
    const remote = base.startsWith('origin/') ? remotes[base.slice('origin/'.length)] : base === 'origin/HEAD' || base === 'origin' ? remotes.main : undefined;
    let found = base === 'HEAD' || base === '@' ? this.head : remote === undefined ? resolve(repository, base) : this.commits[remote];
    for (const [, kind, count] of steps.matchAll(/([~^])(\d*)/g)) {
      const times = count === '' ? 1 : Number(count);
      if (kind === '~') for (let at = 0; at < times; at += 1) found = this.commits[found?.parents[0] ?? ''];
      else if (times > 0) found = this.commits[found?.parents[times - 1] ?? ''];
    }
    return found;
  }

  need(name: string): Commit {
    return this.find(name) ?? fatal(`ambiguous argument '${name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`);
  }

  /** All commits that a commit comes from, itself among them. */
  ancestors(id: string | undefined): ReadonlySet<string> {
    const seen = new Set<string>();
    const open = id === undefined ? [] : [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at) || this.commits[at] === undefined) continue;
      seen.add(at);
      open.push(...this.commits[at].parents);
    }
    return seen;
  }
}

function fatalList(head: string, paths: readonly string[], advice: string): never {
  throw new Fatal(`error: ${head}\n${paths.map((path) => `\t${path}\n`).join('')}${advice}\nAborting`, 1);
}
