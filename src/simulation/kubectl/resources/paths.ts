import { quote } from '../../base/go/quote';
import { KubectlError } from '../runtime/errors';
import { absolute } from '../runtime/machine';
import type { Session } from '../runtime/session';

/** One file that a command reads. */
export interface Source {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

const EXTENSIONS = ['.json', '.yaml', '.yml'];

/** A file's text; the null device is there, and empty. */
function textAt(session: Session, path: string): string | undefined {
  const place = absolute(session.machine, path);
  return place === '/dev/null' ? '' : session.machine.files.read(place);
}

const isFile = (session: Session, path: string): boolean => textAt(session, path) !== undefined;
const entries = (session: Session, path: string): readonly string[] | undefined => session.machine.files.list(absolute(session.machine, path));

const join = (directory: string, name: string): string => (directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`).replace(/^\.\//, '');

/** filepath.Glob of one pattern. */
function glob(session: Session, pattern: string): readonly string[] {
  const slash = pattern.lastIndexOf('/');
  const directory = slash < 0 ? '.' : pattern.slice(0, slash) || '/';
  const last = pattern.slice(slash + 1);
  const expression = new RegExp(`^${last.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`);
  return [...(entries(session, directory) ?? [])].filter((name) => expression.test(name)).sort().map((name) => (slash < 0 ? name : `${pattern.slice(0, slash + 1)}${name}`));
}

function expand(session: Session, path: string): readonly string[] {
  if (isFile(session, path) || entries(session, path) !== undefined) return [path];
  const found = glob(session, path);
  if (found.length === 0) throw new KubectlError(`the path ${quote(path)} does not exist`);
  return found;
}

function* walk(session: Session, path: string, recursive: boolean, top: boolean): Generator<Source> {
  const names = entries(session, path);
  if (names === undefined) {
    if (top || EXTENSIONS.some((end) => path.endsWith(end))) yield { name: path, text: textAt(session, path) ?? '' };
    return;
  }
  if (!top && !recursive) return;
  for (const name of [...names].sort()) yield* walk(session, join(path, name), recursive, false);
}

/** What `-f` names, and whether it is one file alone (Builder.FilenameParam, ExpandPathsToFileVisitors). */
export function readPaths(session: Session, paths: readonly string[], recursive: boolean): { readonly sources: readonly Source[]; readonly single: boolean } {
  const sources: Source[] = [];
  let many = false;
  for (const path of paths) {
    if (path === '-') {
      sources.push({ name: 'STDIN', text: session.machine.stdin });
      many = true;
      continue;
    }
    for (const one of expand(session, path)) {
      const found = [...walk(session, one, recursive, true)];
      if (found.length > 1) many = true;
      sources.push(...found);
    }
  }
  if (sources.length === 0) throw new KubectlError(`error reading [${paths.join(' ')}]: recognized file extensions are [.json .yaml .yml]`);
  return { sources, single: !many && sources.length === 1 };
}
