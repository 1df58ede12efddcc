/** Writes src/simulation/tools/helm/generated/scaffold.ts, what `helm create` puts down, from a real helm: `npx tsx scripts/tools/helm-scaffold.ts HELM VERSION`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [helm, version] = process.argv.slice(2);
if (helm === undefined || version === undefined) throw new Error('give the path of a helm, and its version');
const name = 'name-of-the-chart';
const place = mkdtempSync(join(tmpdir(), 'scaffold-'));
const run = (...args: string[]): string => execFileSync(helm, args, { cwd: place, encoding: 'utf8' });
run('create', name);
// The second time it names every file that is there, in its order.
const paths = [...run('create', name).matchAll(/"[^"]*\/name-of-the-chart\/([^"]+)"/g)].map(([, path = '']) => path);
const files = paths.map((path) => [path, readFileSync(join(place, name, path), 'utf8').replaceAll(name, '<CHARTNAME>')] as const);
rmSync(place, { recursive: true });
const target = join(__dirname, '..', '..', 'src', 'simulation', 'tools', 'helm', 'generated', 'scaffold.ts');
writeFileSync(target, `// Made by scripts/tools/helm-scaffold.ts from helm ${version}. Do not edit.\n\n/** What \`helm create\` writes, in its order: path and text, with \`<CHARTNAME>\` for the chart's name. */\nexport const SCAFFOLD: readonly (readonly [path: string, text: string])[] = ${JSON.stringify(files)};\n`);
