/**
 * Writes Argo CD's CustomResourceDefinitions into the core, without their descriptions: `npx tsx scripts/gitops/definitions.ts DIRECTORY`, the `manifests/crds` of Argo CD's source.
 * What the generators and the template of an ApplicationSet may say makes up most of that one; here it is left open, and its controller says what it does not understand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toJson } from '../../src/simulation/api/manifest/json';
import { parseDocument } from '../../src/simulation/api/yaml';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const TARGET = join(resolve(__dirname, '..', '..'), 'src', 'simulation', 'gitops', 'component', 'generated', 'definitions.ts');
const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

const plain = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key, inner]) => !(key === 'description' && typeof inner === 'string')).map(([key, inner]) => [key, plain(inner)]));
};

/** Replaces what is at a path of properties. */
function opened(schema: Json, path: readonly string[], by: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  const { properties, ...others } = schema as { readonly properties: Readonly<Record<string, Json>> };
  return { ...others, properties: { ...properties, [first]: opened(properties[first]!, rest, by) } };
}

function sets(definition: Json): Json {
  const { spec, ...rest } = definition as { readonly spec: { readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Json } }[] } };
  const versions = spec.versions.map((version) => {
    const template = opened(version.schema.openAPIV3Schema, ['spec', 'template', 'spec'], OPEN);
    return { ...version, schema: { openAPIV3Schema: opened(template, ['spec', 'generators'], { type: 'array', items: OPEN }) } };
  });
  return { ...rest, spec: { ...spec, versions } } as unknown as Json;
}

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('say where the source of Argo CD has its definitions: npx tsx scripts/gitops/definitions.ts DIRECTORY');
const read = (name: string): Json => {
  const tree = parseDocument(readFileSync(join(directory, `${name}-crd.yaml`), 'utf8'));
  if (tree === undefined) throw new Error(`${name}-crd.yaml is empty`);
  return plain(toJson(tree) as Json);
};
const lines = [read('application'), sets(read('applicationset')), read('appproject')].map((one) => `  ${JSON.stringify(JSON.stringify(one))},\n`).join('');
writeFileSync(TARGET, `// Made by scripts/gitops/definitions.ts from the CustomResourceDefinitions of Argo CD 3.4.0, which is under Apache License 2.0, © The Argo CD Authors; do not edit.\n\n/** Manifests of the three definitions, as JSON without descriptions. */\nexport const DEFINITIONS: readonly string[] = [\n${lines}];\n`);
