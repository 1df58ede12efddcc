/** Writes src/simulation/api/go-dump/generated/pod-template.ts: `cd scripts/api/pod-template && go run . > FILE` (in a module with k8s.io/api v0.36.3), then `npx tsx scripts/api/pod-template/generate.ts FILE`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface GoType {
  readonly kind: string;
  readonly elem?: string;
  readonly fields?: readonly { readonly name: string; readonly json?: string; readonly inline?: boolean; readonly type: string }[];
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give the file that `go run .` in scripts/api/pod-template wrote');
const types = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, GoType>>;
// managedFields are the server's, and in no template.
const structs = Object.entries(types).filter(([name, { fields }]) => fields !== undefined && !/ManagedFields|FieldsV1/.test(name));
const maps = Object.entries(types).filter(([name, { kind }]) => kind === 'map' && !name.startsWith('map['));
const lines = [
  ...structs.map(([name, { fields = [] }]) => [name, ...fields.map(({ name: go, json = '', inline, type }) => `${go} ${inline === true ? '-' : json} ${type}`)].join('\n')),
  ...maps.map(([name, { elem = '' }]) => `${name}\n= map[string]${elem}`),
];
writeFileSync(join(__dirname, '..', '..', '..', 'src', 'simulation', 'api', 'go-dump', 'generated', 'pod-template.ts'), `// Made by scripts/api/pod-template/generate.ts from k8s.io/api v0.36.3. Do not edit.

/** The Go structs of a v1.PodTemplateSpec: a block each, its name first, then a line for each field: its name in Go, in JSON (\`-\`: its fields stand in its parent), its type. Every other name is a text. */
export const STRUCTS = \`${lines.join('\n\n')}\`;
`);
