/**
 * Writes src/simulation/api/generated/ from the recorded schema of the API server (testdata/golden/schema):
 *
 *   npm run generate:api
 *
 * Prints one line a file that changed. The output is committed; scripts/api/generate.test.ts says when it is out of date.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, root, shown } from '../lib/paths';
import { generatedModules } from './modules';
import { readRecorded } from './recorded';

const target = join(root, 'src/simulation/api/generated');
const modules = generatedModules(readRecorded());

const contentOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

for (const [name, text] of modules) {
  const file = join(target, name);
  if (contentOf(file) === text) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${shown(file)}`);
}
for (const file of filesBelow(target, (name) => name.endsWith('.ts'))) {
  if (modules.has(relative(target, file).replaceAll('\\', '/'))) continue;
  rmSync(file);
  console.log(`removed ${shown(file)}`);
}
console.log(`${modules.size} modules are up to date`);
