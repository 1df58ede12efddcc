import { realpathSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** What a request path leads to: a file to send, another address, or nothing. */
export type Resolution =
  | { kind: 'file'; file: string; status: 200 | 404 }
  | { kind: 'redirect'; location: string }
  | { kind: 'nothing' };

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const isDirectory = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The path below `dir` for a decoded URL path; null where it is malformed or leads out of `dir`, symbolic links included. */
function locate(dir: string, path: string): string | null {
  if (path.includes('\0') || path.includes('\\')) return null;
  const root = realpathSync(dir);
  const target = join(root, posix.normalize(`/${path}`));
  const inside = (candidate: string) => candidate === root || candidate.startsWith(root + sep);
  if (!inside(target)) return null;
  const existing = statSync(target, { throwIfNoEntry: false }) ? realpathSync(target) : target;
  return inside(existing) ? target : null;
}

/** `/ko/a` → the locale's own 404 page, else the site's. A locale is a top-level folder that has a 404.html. */
function notFound(dir: string, path: string): Resolution {
  const first = path.split('/').find(Boolean);
  const candidates = [first && posix.basename(first) === first ? join(dir, first, '404.html') : null, join(dir, '404.html')];
  const file = candidates.find((candidate) => candidate !== null && isFile(candidate));
  return file ? { kind: 'file', file, status: 404 } : { kind: 'nothing' };
}

/**
 * Maps a URL path to a file as GitHub Pages does: `/x` sends `x.html`, else leads to `/x/` where a folder is, `/x/` sends
 * `x/index.html`, anything else the nearest 404.html.
 * @param dir the built site  @param base the site's base path, beginning and ending with a slash
 * @param urlPath the request's path, still percent-encoded, without the query
 */
export function resolveRequest(dir: string, base: string, urlPath: string): Resolution {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return notFound(dir, '');
  }
  if (path === '/' && base !== '/') return { kind: 'redirect', location: base };
  if (`${path}/` === base) return { kind: 'redirect', location: base };
  if (!path.startsWith(base)) return notFound(dir, '');
  const relative = path.slice(base.length);
  const target = locate(dir, relative);
  if (target === null) return notFound(dir, '');
  if (path.endsWith('/')) {
    const index = join(target, 'index.html');
    return isFile(index) ? { kind: 'file', file: index, status: 200 } : notFound(dir, relative);
  }
  if (isFile(target)) return { kind: 'file', file: target, status: 200 };
  if (isFile(`${target}.html`)) return { kind: 'file', file: `${target}.html`, status: 200 };
  if (isDirectory(target) && isFile(join(target, 'index.html'))) return { kind: 'redirect', location: `${urlPath}/` };
  return notFound(dir, relative);
}
