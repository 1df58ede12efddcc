/**
 * Writes src/simulation/api/schema/generated/field-order.ts: in which order Go's encoder prints the fields of each type, from pkg/generated/openapi/zz_generated.openapi.go of the
 * Kubernetes source, which lists them as the structs do: `npx tsx scripts/kubectl/field-order.ts FILE`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const HEAD = /^func schema_(\w+)\(ref common\.ReferenceCallback\)/;
const PROPERTY = /^\t{5}"([^"]+)": \{$/;
const PACKAGES: readonly (readonly [prefix: RegExp, short: string])[] = [
  [/^k8sio_api_/, ''], [/^pkg_apis_(apiextensions|apiregistration|meta)_/, '$1_'], [/^apimachinery_pkg_apis_meta_/, 'meta_'],
];

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('give pkg/generated/openapi/zz_generated.openapi.go of the Kubernetes source');
const { types } = JSON.parse(readFileSync(join(ROOT, 'testdata', 'golden', 'schema', 'kinds.json'), 'utf8')) as { readonly types: Readonly<Record<string, { readonly fields: Readonly<Record<string, unknown>> }>> };
const orders = new Map<string, string[]>();
let fields: string[] = [];
for (const line of readFileSync(file, 'utf8').split('\n')) {
  const head = HEAD.exec(line)?.[1];
  if (head !== undefined) {
    const name = PACKAGES.reduce((text, [prefix, short]) => text.replace(prefix, short), head);
    const parts = name.split('_');
    fields = [];
    orders.set(`${parts.slice(0, -1).join('.')}.${parts.at(-1)}`, fields);
  }
  const property = PROPERTY.exec(line)?.[1];
  if (property !== undefined) fields.push(property);
}
const lines = Object.entries(types).flatMap(([name, { fields: known }]) => {
  const sorted = Object.keys(known).sort();
  const order = orders.get(name)?.filter((field) => sorted.includes(field));
  if (order === undefined || order.length !== sorted.length) throw new Error(`${name}: the source lists ${order?.length ?? 'no'} of ${sorted.length} fields`);
  const letters = order.map((field) => String.fromCharCode(48 + sorted.indexOf(field))).join('');
  return sorted.every((field, at) => order[at] === field) ? [] : [`${name} ${letters}`];
});
writeFileSync(
  join(ROOT, 'src', 'simulation', 'api', 'schema', 'generated', 'field-order.ts'),
  `// Made by scripts/kubectl/field-order.ts from k8s.io/kubernetes v1.36.3 pkg/generated/openapi. Do not edit.\n/** A type a line: the fields by name, numbered from \`0\` in the order of the characters, as its Go struct has them. Types whose fields stand by name are left out. */\nexport const FIELD_ORDER = ${JSON.stringify(lines.join('\n'))};\n`,
);
