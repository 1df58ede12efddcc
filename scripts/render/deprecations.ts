/**
 * Writes which versions of the built-in kinds are deprecated, for helm lint: `npx tsx scripts/render/deprecations.ts PATH`, PATH being the module
 * k8s.io/api (its zz_generated.prerelease-lifecycle.go files).
 */
import { readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const FILE = 'zz_generated.prerelease-lifecycle.go';
const source = process.argv[2];
if (source === undefined) throw new Error('name the folder of the module k8s.io/api');

const group = (folder: string): string => /GroupName = "([^"]*)"/.exec(readFileSync(join(folder, 'register.go'), 'utf8'))?.[1] ?? '';
const folders = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .flatMap((entry) => readdirSync(join(source, entry.name)).map((version) => ({ folder: join(source, entry.name, version), version })))
  .filter(({ folder }) => existsSync(join(folder, FILE)));

const lines: string[] = [];
for (const { folder, version } of folders) {
  const code = readFileSync(join(folder, FILE), 'utf8');
  const numbers = (kind: string, method: string): string | undefined => {
    const match = new RegExp(`func \\(in \\*${kind}\\) APILifecycle${method}\\(\\) \\(major, minor int\\) \\{\\n\\treturn (\\d+), (\\d+)`).exec(code);
    return match === null ? undefined : `${match[1]}.${match[2]}`;
  };
  for (const [, kind = ''] of code.matchAll(/func \(in \*(\w+)\) APILifecycleDeprecated/g)) {
    const replaced = new RegExp(`func \\(in \\*${kind}\\) APILifecycleReplacement\\(\\)[^{]*\\{\\n\\treturn schema\\.GroupVersionKind\\{Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"`).exec(code);
    const instead = replaced === null ? '' : `${replaced[1] === '' ? '' : `${replaced[1]}/`}${replaced[2]} ${replaced[3]}`;
    lines.push([`${group(folder)}/${version}`, kind, numbers(kind, 'Deprecated'), numbers(kind, 'Removed') ?? '-', instead].join(' ').trim());
  }
}

writeFileSync(join(ROOT, 'src/simulation/render/helm/lint/generated.ts'), `/** Made by scripts/render/deprecations.ts from k8s.io/api. Each line: group/version, kind, deprecated in, gone in, instead. */
export const DEPRECATIONS = \`
${lines.sort().join('\n')}
\`;
`);
