import { readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** The project's top folder. */
export const root = resolve(import.meta.dirname, '../..');

/** The built site: build/, or what BUILD_DIR names (to look at one build while another is made). */
export const buildDir = resolve(root, process.env.BUILD_DIR ?? 'build');

/** A path as it is written in messages: from the top folder, with forward slashes. */
export const shown = (path: string): string => relative(root, path).split(sep).join('/');

/** All files below `dir` that `wanted` accepts, as absolute paths in alphabetical order; none where `dir` does not exist. */
export function filesBelow(dir: string, wanted: (name: string) => boolean): string[] {
  let entries;
  try {
    entries = readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .flatMap((entry) => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return filesBelow(path, wanted);
      return entry.isFile() && wanted(entry.name) ? [path] : [];
    })
    .sort();
}
