import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An island as its source registers it. */
export interface RegisteredIsland {
  /** `data-kind` in the built pages, key in `heights.json`. */
  name: string;
  /** The module that it loads, as the import names it. */
  request: string;
  /** Absolute path of the file that registers it. */
  file: string;
}

const registration = /\bisland(?:<[^>]*>)?\(\{\s*name:\s*'([^']+)',\s*load:\s*\(\)\s*=>\s*(?:withCluster\(\s*\(\)\s*=>\s*)?import\(\s*(?:\/\*.*?\*\/\s*)?'([^']+)'\s*\)/g;

/** Every `island({ name, load: () => import(…) })` (or `withCluster(() => import(…), …)`) below a folder; for scripts and the build, not for the browser. */
export function registeredIslands(folder: string): RegisteredIsland[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [...readFileSync(file, 'utf8').matchAll(registration)].map(([, name = '', request = '']) => ({ name, request, file }));
    });
}
