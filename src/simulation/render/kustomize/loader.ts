/** The files of a build as kustomize sees them on a disk: a root that nothing may be read above of (api/internal/loader, filesys). */
import { GoError } from '../../base/go/values';

/** Files by their whole path. */
export type Files = ReadonlyMap<string, string>;

/** filepath.Clean of an absolute path. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const joinPath = (root: string, path: string): string => clean(`${root}/${path}`);
const within = (path: string, root: string): boolean => root === '/' || path === root || path.startsWith(`${root}/`);

export class Disk {
  private readonly folders = new Set<string>(['/']);

  constructor(private readonly files: Files, root: string, /** Files may lie outside of what is built (LoadRestrictionsNone). */ readonly open = false) {
    for (const path of [...files.keys(), `${root}/.`]) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) this.folders.add(path.slice(0, at));
    }
  }

  /** CleanedAbs: a folder, or a folder and a file; `path` as it stands in messages. */
  locate(path: string, absolute: string): { readonly folder: string; readonly file: string } {
    const whole = clean(absolute);
    if (this.folders.has(whole)) return { folder: whole, file: '' };
    const slash = whole.lastIndexOf('/');
    if (this.files.has(whole)) return { folder: whole.slice(0, slash) || '/', file: whole.slice(slash + 1) };
    const parts = whole.split('/').slice(1);
    for (let i = 1; i <= parts.length; i += 1) {
      const part = `/${parts.slice(0, i).join('/')}`;
      if (this.files.has(part)) throw new GoError(`evalsymlink failure on '${path}' : not a directory`);
      if (!this.folders.has(part)) throw new GoError(`evalsymlink failure on '${path}' : lstat ${part}: no such file or directory`);
    }
    throw new GoError(`evalsymlink failure on '${path}' : lstat ${whole}: no such file or directory`);
  }

  read(path: string): string {
    return this.files.get(path) ?? '';
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** filesys.ConfirmDir, behind what a loader says before it. */
  confirm(path: string, absolute: string): string {
    let place;
    try {
      if (path === '') throw new GoError('directory path cannot be empty string');
      place = this.locate(path, absolute);
    } catch (error) {
      if (error instanceof GoError) throw new GoError(`must build at directory: ${path === '' ? '' : 'not a valid directory: '}${error.message}`);
      throw error;
    }
    if (place.file !== '') throw new GoError(`must build at directory: '${path}': file is not directory`);
    return place.folder;
  }
}

const REMOTE = /^(?:[a-z+]+:\/\/|git@|github\.com[/:]|git::|gh:)/i;

export class Loader {
  constructor(private readonly disk: Disk, readonly root: string, private readonly referrer?: Loader) {}

  /** A loader for another folder. */
  at(path: string): Loader {
    if (path === '') throw new GoError('new root cannot be empty');
    if (REMOTE.test(path)) throw new GoError(`remote bases are not available here: ${path}`);
    if (path.startsWith('/')) throw new GoError(`new root '${path}' cannot be absolute`);
    const joined = joinPath(this.root, path);
    const root = this.disk.confirm(joined, joined);
    this.refuseCycle(root);
    return new Loader(this.disk, root, this);
  }

  private refuseCycle(candidate: string): void {
    if (within(this.root, candidate)) throw new GoError(`cycle detected: candidate root '${candidate}' contains visited root '${this.root}'`);
    this.referrer?.refuseCycle(candidate);
  }

  /** A file's text. */
  load(path: string): string {
    if (/^https?:/i.test(path)) throw new GoError(`remote files are not available here: ${path}`);
    const whole = path.startsWith('/') ? path : joinPath(this.root, path);
    const { folder, file } = this.disk.locate(whole, whole);
    if (file === '') throw new GoError(`'${whole}' must resolve to a file`);
    if (!this.disk.open && !within(folder, this.root)) throw new GoError(`security; file '${whole}' is not in or below '${this.root}'`);
    return this.disk.read(joinPath(folder, file));
  }
}
