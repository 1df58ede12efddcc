/**
 * Writes the scripts by which Argo CD judges kinds of others into the core: `npx tsx scripts/gitops/generate.ts DIRECTORY`, the `resource_customizations` of Argo CD's
 * source. Each is first held to the tests that lie beside it there; where one of them comes to something else, nothing is written.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toJson } from '../../src/simulation/api/manifest/json';
import { parseDocument } from '../../src/simulation/api/yaml';
import { luaHealthScripts } from '../../src/simulation/gitops/health/lua-scripts';
import type { JsonObject } from '../../src/simulation/gitops/objects';

const TARGET = join(resolve(__dirname, '..', '..'), 'src', 'simulation', 'gitops', 'health', 'generated', 'built-in.ts');

interface Tests {
  readonly tests: readonly Readonly<Record<string, unknown>>[];
}

/** A field by its name in any case, as Go reads JSON. */
const fieldOf = (object: unknown, name: string): unknown => Object.entries(object ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('say where the source of Argo CD has its resource_customizations: npx tsx scripts/gitops/generate.ts DIRECTORY');

const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/health.lua')).sort();
const read = (path: string): unknown => {
  const tree = parseDocument(readFileSync(path, 'utf8').split(/^---$/m).find((part) => part.trim() !== '')!);
  return tree === undefined ? {} : toJson(tree);
};

const scripts = Object.fromEntries(files.map((path) => [dirname(path), readFileSync(join(directory, path), 'utf8')]));
const judge = luaHealthScripts(new Map(), scripts, () => Date.now() * 1000);
let [equal, other] = [0, 0];
for (const folder of Object.keys(scripts)) {
  for (const test of (read(join(directory, folder, 'health_test.yaml')) as Tests).tests) {
    const [input, wished] = [String(fieldOf(test, 'inputPath')), fieldOf(test, 'healthStatus')];
    const done = judge(read(join(directory, folder, input)) as JsonObject);
    const wanted = JSON.stringify({ status: fieldOf(wished, 'status') ?? '', message: fieldOf(wished, 'message') ?? '' });
    if (done !== undefined && 'health' in done && JSON.stringify(done.health) === wanted) equal += 1;
    else {
      other += 1;
      console.error(`${folder} ${input}: ${JSON.stringify(done)}, but the source says ${wanted}`);
    }
  }
}
console.log(`${String(files.length)} scripts: ${String(equal)} of their tests equal, ${String(other)} not`);
if (other > 0) process.exitCode = 1;
else {
  const lines = Object.entries(scripts).map(([folder, source]) => `  ${JSON.stringify(folder)}: ${JSON.stringify(source)},\n`).join('');
  writeFileSync(TARGET, `// Made by scripts/gitops/generate.ts from resource_customizations of Argo CD 3.5.7, which is under Apache License 2.0, © The Argo CD Authors; do not edit.\n// Large: import it only where objects of such kinds are judged.\nimport type { BuiltInScripts } from '../lua-scripts';\n\nexport const BUILT_IN_HEALTH: BuiltInScripts = {\n${lines}};\n`);
}
