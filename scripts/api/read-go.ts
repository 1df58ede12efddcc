/**
 * Reads how Go prints the API types, which their schema does not say: which fields stand in the JSON though they are empty (no `omitempty`,
 * or a struct, which `omitempty` never leaves out), and which are pointers and so tell a zero from nothing.
 *
 *   npx tsx scripts/api/read-go.ts $(go env GOMODCACHE) v0.36.3
 *
 * Writes scripts/api/go-json.json, from which `npm run generate:api` marks the fields: type → `name+ name& …` (`+` always, `&` pointer, `#` a
 * declared default that is zero).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecorded, splitName } from './recorded';
import type { RecordedField } from './recorded';

/** A field, or an embedded struct under a name of its own (`metav1.ObjectMeta`). */
const FIELD = /^\s+(?:(\w+)\s+)?(\S+)\s+`[^`]*json:"([\w$-]*)((?:,\w+)*)"/;
const STRUCT = /^type (\w+) struct \{/;
/** A declared default that is zero, which the schema does not show. */
const ZERO_DEFAULT = /^\s+\/\/ \+default=(?:""|0|false)\s*$/;
/** Go structs that the schema shows as values of their own. */
const STRUCT_SCALARS = new Set(['Time', 'MicroTime', 'Quantity', 'IntOrString', 'Any']);

const PLACES: Readonly<Record<string, readonly string[]>> = {
  'meta.v1': ['k8s.io/apimachinery', 'pkg/apis/meta/v1'],
  'apiextensions.v1': ['k8s.io/apiextensions-apiserver', 'pkg/apis/apiextensions/v1'],
  'apiregistration.v1': ['k8s.io/kube-aggregator', 'pkg/apis/apiregistration/v1'],
};
const FILES = ['types.go', 'types_jsonschema.go'];

function linesOf(cache: string, version: string, group: string): readonly string[] {
  const [module = '', folder = ''] = PLACES[group] ?? ['k8s.io/api', group.replace('.', '/')];
  const place = join(cache, `${module}@${version}`, folder);
  const files = FILES.map((name) => join(place, name)).filter((file) => existsSync(file));
  if (files.length === 0) throw new Error(`${place}: no types.go; give the Go module cache and the modules' version`);
  return files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
}

/** The mark of a field: its Go type, what its tag says after the name, and what the schema calls its type. */
function markOf(go: string, options: readonly string[], field: RecordedField | undefined): string {
  const pointer = go.startsWith('*');
  const type = field?.type ?? '';
  const struct = STRUCT_SCALARS.has(type) || (type.includes('.') && !type.startsWith('[]') && !type.startsWith('{}'));
  const left = options.includes('omitzero') || (options.includes('omitempty') && !(struct && !pointer && !go.startsWith('[]') && !go.startsWith('map[')));
  return `${left ? '' : '+'}${pointer && (!struct || !left) ? '&' : ''}`;
}

const [, , cache, version] = process.argv;
if (cache === undefined || version === undefined) throw new Error('usage: npx tsx scripts/api/read-go.ts GOMODCACHE VERSION');
const recorded = readRecorded();
const result: Record<string, string> = {};
for (const group of new Set([...Object.keys(recorded.goTypes), ...Object.keys(recorded.types)].map((name) => splitName(name)[0]))) {
  let struct: string | undefined;
  let zero = '';
  for (const line of linesOf(cache, version, group)) {
    struct = STRUCT.exec(line)?.[1] ?? (line.startsWith('}') ? undefined : struct);
    const [, , go = '', name = '', options = ''] = (struct === undefined ? null : FIELD.exec(line)) ?? [];
    const type = `${group}.${struct}`;
    if (ZERO_DEFAULT.test(line)) zero = '#';
    if (name === '' || (recorded.goTypes[type]?.[name] ?? recorded.types[type]?.fields[name]) === undefined) continue;
    const owner = recorded.types[type] ?? Object.entries(recorded.types).find(([, { fields }]) => fields[name] !== undefined && embeds(type, fields))?.[1];
    const mark = `${markOf(go, options.split(','), owner?.fields[name])}${zero}`;
    zero = '';
    if (mark !== '') result[type] = [...(result[type]?.split(' ') ?? []), `${name}${mark}`].sort().join(' ');
  }
}

/** Whether these are the fields of a type that has the embedded struct `inner`. */
function embeds(inner: string, fields: Readonly<Record<string, RecordedField>>): boolean {
  const own = Object.entries(recorded.goTypes[inner] ?? {}).flatMap(([name, { inline }]) => (inline ? [] : [name]));
  return own.every((name) => fields[name] !== undefined);
}

writeFileSync(join(__dirname, 'go-json.json'), `${JSON.stringify(Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1))), null, 1)}\n`);
console.log(`scripts/api/go-json.json: ${Object.keys(result).length} types`);
