import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import heights from './heights.json';
import { registeredIslands } from './registered';

const src = resolve(import.meta.dirname, '..');
const islands = registeredIslands(src);

it('finds every island that the source registers', () => {
  const calls = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').match(/= island\b.*\(\{/g) ?? []);
  expect(islands.length).toBeGreaterThan(10);
  expect(islands, 'an island is registered as `island({ name: \'…\', load: () => import(\'…\') })`, which src/islands/registered.ts reads').toHaveLength(calls.length);
});

it.each(islands.map(({ name }) => name))('%s has its height reserved', (name) => {
  const measured = (heights as Record<string, number[]>)[name];
  const remedy = `src/islands/heights.json has no heights for “${name}”, so its place is 0 px high after Back until its code has loaded. Put it on a page, then: npm run build:site && npm run heights`;
  expect(measured, remedy).toHaveLength(3);
  expect(measured!.every((height) => height > 0), remedy).toBe(true);
});
