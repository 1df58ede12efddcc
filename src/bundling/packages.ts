import { createRequire } from 'node:module';
import { join } from 'node:path';
import { existsSync, readFileSync } from 'node:fs';

/** The folder of an installed package as `from` would find it; undefined where it is not installed (an optional one). */
function folderOf(name: string, from: string): string | undefined {
  return createRequire(join(from, 'package.json')).resolve.paths(name)?.map((root) => join(root, name)).find((folder) => existsSync(join(folder, 'package.json')));
}

/** Names of the package and of all that it needs, itself first. */
export function packagesOf(name: string, siteDir: string): string[] {
  const found = new Set<string>();
  const visit = (one: string, from: string): void => {
    const folder = folderOf(one, from);
    if (!folder || found.has(one)) return;
    found.add(one);
    const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
    for (const needed of Object.keys(dependencies)) visit(needed, folder);
  };
  visit(name, siteDir);
  return [...found];
}

/** Matches paths of modules in those packages. */
export const inPackages = (names: readonly string[]): RegExp => new RegExp(`[\\\\/]node_modules[\\\\/](${names.map((name) => name.replace(/[/.]/g, (c) => (c === '/' ? '[\\\\/]' : '\\.'))).join('|')})[\\\\/]`);
