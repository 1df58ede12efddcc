/** Files as a value. Paths are absolute, without `.` and `..`. */
export type Node = { readonly kind: 'file'; readonly text: string; readonly at: number; readonly runs?: boolean; /** Bytes, of a file whose content nobody has written down. */ readonly size?: number; /** What is in it once it is unpacked, of a compressed file. */ readonly unpacked?: string } | { readonly kind: 'directory'; readonly at: number };
export type Tree = Readonly<Record<string, Node>>;

/** What the system says when it refuses (strerror(3)). */
export type Refusal =
  | 'No such file or directory' | 'Is a directory' | 'Not a directory' | 'Permission denied' | 'Directory not empty' | 'File exists' | 'No space left on device' | 'Invalid argument' | 'File name too long' | 'Read-only file system';

export type Changed = { readonly tree: Tree } | { readonly refusal: Refusal };

/** All files together, characters. */
const ROOM = 2_000_000;
/** NAME_MAX. */
const NAME_LENGTH = 255;

/** A path from a directory on, without `.` and `..`. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const inside = (path: string): string => (path === '/' ? '/' : `${path}/`);

export const nodeAt = (tree: Tree, path: string): Node | undefined => (Object.hasOwn(tree, path) ? tree[path] : undefined);

/** The names in a directory in the order of their code points. */
export function namesIn(tree: Tree, path: string): readonly string[] | undefined {
  if (nodeAt(tree, path)?.kind !== 'directory') return undefined;
  const before = inside(path);
  return Object.keys(tree).filter((one) => one !== '/' && one.startsWith(before) && !one.slice(before.length).includes('/')).map(baseName).sort();
}

/** Everything at and below a path. */
export const below = (tree: Tree, path: string): readonly (readonly [string, Node])[] => Object.entries(tree).filter(([one]) => one === path || one.startsWith(inside(path)));

/** Where may be written: a user's home (and /tmp), or all that is not refused. */
export type Ground = string | { readonly refuses: (path: string) => Refusal | undefined };

function forbidden(ground: Ground, path: string): Refusal | undefined {
  if (typeof ground !== 'string') return ground.refuses(path);
  return [ground, '/tmp'].some((place) => path.startsWith(`${place}/`)) ? undefined : 'Permission denied';
}

function refused(tree: Tree, ground: Ground, path: string): Refusal | undefined {
  const parent = nodeAt(tree, parentOf(path));
  if (parent === undefined) return 'No such file or directory';
  if (parent.kind !== 'directory') return 'Not a directory';
  const refusal = forbidden(ground, path);
  if (refusal !== undefined) return refusal;
  return baseName(path).length > NAME_LENGTH ? 'File name too long' : undefined;
}

const size = (tree: Tree): number => Object.values(tree).reduce((sum, node) => sum + (node.kind === 'file' && node.size === undefined ? node.text.length : 0), 0);

export function writeFile(tree: Tree, ground: Ground, path: string, text: string, at: number): Changed {
  const there = nodeAt(tree, path);
  if (there?.kind === 'directory') return { refusal: 'Is a directory' };
  const refusal = refused(tree, ground, path);
  if (refusal !== undefined) return { refusal };
  if (size(tree) - (there?.text.length ?? 0) + text.length > ROOM) return { refusal: 'No space left on device' };
  return { tree: { ...tree, [path]: { kind: 'file', text, at, ...(there?.runs === true ? { runs: true } : {}) } } };
}

export function makeDirectory(tree: Tree, ground: Ground, path: string, at: number): Changed {
  if (nodeAt(tree, path) !== undefined) return { refusal: 'File exists' };
  const refusal = refused(tree, ground, path);
  return refusal === undefined ? { tree: { ...tree, [path]: { kind: 'directory', at } } } : { refusal };
}

/** Removes a file, or a directory with all that is in it. */
export function removeAll(tree: Tree, ground: Ground, path: string): Changed {
  if (nodeAt(tree, path) === undefined) return { refusal: 'No such file or directory' };
  const refusal = forbidden(ground, path);
  if (refusal !== undefined) return { refusal };
  const gone = new Set(below(tree, path).map(([one]) => one));
  return { tree: Object.fromEntries(Object.entries(tree).filter(([one]) => !gone.has(one))) };
}

/** Copies a file or a directory to a path at which nothing stands but, perhaps, a file. `moves`: what is copied goes away, so that it takes no room. */
export function copyTo(tree: Tree, ground: Ground, from: string, to: string, at: number, moves = false): Changed {
  const refusal = refused(tree, ground, to);
  if (refusal !== undefined) return { refusal };
  const copies = below(tree, from).map(([path, node]) => [`${to}${path.slice(from.length)}`, { ...node, at }] as const);
  const after = { ...tree, ...Object.fromEntries(copies) };
  return !moves && size(after) > ROOM ? { refusal: 'No space left on device' } : { tree: after };
}
