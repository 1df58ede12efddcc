/** The files that a command works on: texts by their path below a root. */
import { GoError } from '../../../base/go/values';
import { cleanPath } from '../functions/types';

export class WorkingFolder {
  constructor(private readonly files: Readonly<Record<string, string>>, /** Where they lie, as absolute paths in messages show it. */ private readonly root: string, /** Where relative paths begin. */ private readonly directory = root) {}

  /** A path as the keys of the files have it; undefined outside of the root. */
  private key(path: string): string | undefined {
    const clean = this.absolute(path);
    if (clean === this.root || clean === '/') return '';
    return clean.startsWith(`${this.root}/`) ? clean.slice(this.root.length + 1) : undefined;
  }

  absolute(path: string): string {
    return cleanPath(path.startsWith('/') ? path : `${this.directory}/${path}`);
  }

  /** os.ReadFile. */
  read(path: string): string {
    const key = this.key(path);
    if (key !== undefined && Object.hasOwn(this.files, key)) return this.files[key]!;
    throw new GoError(this.isFolder(path) ? `read ${path}: is a directory` : `open ${path}: no such file or directory`);
  }

  isFile(path: string): boolean {
    const key = this.key(path);
    return key !== undefined && Object.hasOwn(this.files, key);
  }

  isFolder(path: string): boolean {
    const key = this.key(path);
    return key === '' || (key !== undefined && Object.keys(this.files).some((file) => file.startsWith(`${key}/`)));
  }

  /** The files below a folder, by their path in it. */
  below(path: string): Readonly<Record<string, string>> {
    const key = this.key(path);
    const prefix = key === '' ? '' : `${key}/`;
    return Object.fromEntries(Object.keys(this.files).filter((file) => file.startsWith(prefix)).map((file) => [file.slice(prefix.length), this.files[file]!]));
  }
}
