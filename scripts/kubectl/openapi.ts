/**
 * Writes src/simulation/api/openapi/generated, the API's OpenAPI schemas with their descriptions, from the API server's own definitions:
 * `cd scripts/kubectl/openapi && go run . > FILE`, then `npx tsx scripts/kubectl/openapi.ts FILE`. Only what the recorded server serves is kept.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Json = Readonly<Record<string, unknown>>;

const ROOT = join(__dirname, '..', '..');
const TARGET = join(ROOT, 'src', 'simulation', 'api', 'openapi', 'generated');
const HEAD = '// Made by scripts/kubectl/openapi.ts from k8s.io/kubernetes v1.36.3 pkg/generated/openapi. Do not edit.\n';
const PREFIX = /^(#\/components\/schemas\/)?io\.k8s\.(api|apimachinery\.pkg\.apis|apiextensions-apiserver\.pkg\.apis|kube-aggregator\.pkg\.apis|apimachinery\.pkg)\./;
const KEPT = new Set(['$ref', 'type', 'description', 'properties', 'items', 'additionalProperties', 'allOf', 'required', 'enum', 'externalDocs']);
const short = (name: string): string => name.replace(PREFIX, '');

function slim(schema: Json): Json {
  const { $ref, ...beside } = schema;
  const kept = Object.entries(beside).filter(([key]) => KEPT.has(key)).map(([key, value]): [string, unknown] => {
    if (key === 'properties') return [key, Object.fromEntries(Object.entries(value as Json).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, slim(one as Json)]))];
    if (key === 'allOf') return [key, (value as readonly Json[]).map(slim)];
    if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object')) return [key, slim(value as Json)];
    return [key, value];
  });
  // OpenAPI v3 says what stands beside a reference through allOf (kube-openapi pkg/openapiconv).
  if (typeof $ref === 'string') return kept.length === 0 ? { $ref: short($ref) } : { ...Object.fromEntries(kept), allOf: [{ $ref: short($ref) }] };
  return Object.fromEntries(kept);
}

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '$ref' && typeof one === 'string' ? [one] : references(one)));
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give the file that `go run .` in scripts/kubectl/openapi wrote');
const all = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Json>>).map(([name, schema]) => [short(name), slim(schema)]));
const { kinds } = JSON.parse(readFileSync(join(ROOT, 'testdata', 'golden', 'schema', 'kinds.json'), 'utf8')) as { readonly kinds: Readonly<Record<string, string>> };
const wanted = new Set<string>();
const visit = (name: string): void => {
  const schema = all.get(name);
  if (schema === undefined || wanted.has(name)) return;
  wanted.add(name);
  references(schema).forEach(visit);
};
Object.values(kinds).forEach(visit);
const groups = new Map<string, Record<string, Json>>();
for (const name of [...wanted].sort()) {
  const group = name.split('.').slice(0, -1).join('.');
  groups.set(group, { ...groups.get(group), [name]: all.get(name)! });
}
const constant = (group: string): string => group.replace(/[.-](.)/g, (_, letter: string) => letter.toUpperCase());
for (const [group, schemas] of groups) {
  writeFileSync(join(TARGET, `${group}.ts`), `${HEAD}import type { OpenApiSchemas } from '../types';\n\nexport const ${constant(group)} = JSON.parse(${JSON.stringify(JSON.stringify(schemas))}) as OpenApiSchemas;\n`);
}
const imports = [...groups.keys()].map((group) => `import { ${constant(group)} } from './${group}';\n`).join('');
writeFileSync(join(TARGET, 'all.ts'), `${HEAD}import type { OpenApiSchemas } from '../types';\n${imports}\n/** Every schema of the API that comes with the API server. About 150 kB of text when compressed: load it when it is asked for. */\nexport const OPENAPI_SCHEMAS: OpenApiSchemas = { ${[...groups.keys()].map((group) => `...${constant(group)}`).join(', ')} };\n`);
