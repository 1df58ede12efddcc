import { fieldTables, usedGroups } from './fields';
import { apiVersions } from './recorded';
import type { Recorded } from './recorded';
import { columnLines, resourceLines } from './resources';
import { typeModules } from './types';

/** `core.v1` → `coreV1`. */
const constant = (group: string): string => group.replace(/\.v/, 'V');

const CORE = 'core.v1';

function schemaModule(group: string, apiVersion: string, fields: string, recorded: Recorded): string {
  const uses = usedGroups(group, recorded);
  const kinds = Object.keys(recorded.kinds).filter((key) => key.startsWith(`${apiVersion} `)).map((key) => key.slice(apiVersion.length + 1));
  const lines = [
    `// Made by \`npm run generate:api\` from testdata/golden/schema (Kubernetes ${recorded.kubernetes}). Do not edit.`,
    `import type { GroupSchema } from '../../schema/group';`,
    ...(group === CORE ? [`import { coreV1Pod } from './core.v1.pod';`] : []),
    ...uses.map((other) => `import { ${constant(other)} } from './${other}';`),
    '',
    `/** The fields of ${apiVersion === '' ? 'what every group shares' : apiVersion}; src/simulation/api/schema/parse.ts reads the lines. */`,
    `export const ${constant(group)}: GroupSchema = {`,
    `  name: '${group}',`,
    `  apiVersion: '${apiVersion}',`,
    `  kinds: '${kinds.join(' ')}',`,
    `  uses: [${uses.map(constant).join(', ')}],`,
    ...(group === CORE ? ['  parts: [coreV1Pod],'] : []),
    `  types: \`${group === CORE ? splitPod(fields).rest : fields}\`,`,
    '};',
  ];
  if (apiVersion !== '') {
    lines.push('', `export const ${constant(group)}Resources = \`${resourceLines(apiVersion, recorded)}\`;`, '', `export const ${constant(group)}Columns = \`${columnLines(apiVersion, recorded)}\`;`);
  }
  return `${lines.join('\n')}\n`;
}

/** The types of core/v1 that a Pod needs stand in a table of their own, so that a page of Pods alone leaves the others out. */
function splitPod(fields: string): { readonly pod: string; readonly rest: string } {
  const lines = new Map(fields.split('\n').map((line) => [/^\w+/.exec(line)?.[0] ?? '', line]));
  const reached = new Set<string>();
  const visit = (type: string): void => {
    const line = lines.get(type);
    if (line === undefined || reached.has(type)) return;
    reached.add(type);
    for (const [, inner = ''] of line.matchAll(/(?: \^|[:\]}])([A-Z]\w*)/g)) visit(inner);
  };
  visit('Pod');
  const those = (wanted: boolean): string => [...lines].filter(([type]) => reached.has(type) === wanted).map(([, line]) => line).join('\n');
  return { pod: those(true), rest: those(false) };
}

function podModule(types: string, recorded: Recorded): string {
  return [
    `// Made by \`npm run generate:api\` from testdata/golden/schema (Kubernetes ${recorded.kubernetes}). Do not edit.`,
    `import type { GroupSchema } from '../../schema/group';`,
    `import { metaV1 } from './meta.v1';`,
    '',
    '/** The fields of a Pod, all that it needs of v1; src/simulation/api/schema/parse.ts reads the lines. */',
    'export const coreV1Pod: GroupSchema = {',
    `  name: '${CORE}',`,
    `  apiVersion: 'v1',`,
    `  kinds: 'Pod',`,
    '  uses: [metaV1],',
    `  types: \`${types}\`,`,
    '};',
    '',
  ].join('\n');
}

function indexModule(recorded: Recorded, groups: ReadonlyMap<string, string>): string {
  // Discovery's order of groups and versions, which decides what a short name means.
  const served = Object.entries(recorded.versions).flatMap(([group, versions]) => versions.map((version) => (group === '' ? version : `${group}/${version}`)));
  const byVersion = new Map([...groups].map(([name, apiVersion]) => [apiVersion, name]));
  const names = served.map((apiVersion) => byVersion.get(apiVersion)).filter((name) => name !== undefined);
  const entries = (suffix: string): string => names.map((name) => `  '${groups.get(name)}': ${constant(name)}${suffix},`).join('\n');
  return [
    `// Made by \`npm run generate:api\` from testdata/golden/schema (Kubernetes ${recorded.kubernetes}). Do not edit.`,
    `import type { GroupSchema } from '../../schema/group';`,
    ...names.map((name) => `import { ${constant(name)}, ${constant(name)}Columns, ${constant(name)}Resources } from './${name}';`),
    '',
    '/** Every group and version that the API server serves, in the order of discovery. */',
    `export const ALL_GROUPS: readonly GroupSchema[] = [${names.map(constant).join(', ')}];`,
    '',
    '/** By apiVersion: the resources, one line each. */',
    `export const ALL_RESOURCES: Readonly<Record<string, string>> = {\n${entries('Resources')}\n};`,
    '',
    '/** By apiVersion: the columns of the Table answers, one line a resource. */',
    `export const ALL_COLUMNS: Readonly<Record<string, string>> = {\n${entries('Columns')}\n};`,
    '',
  ].join('\n');
}

/** All kinds by apiVersion: what a reader may have in a file, also where a page does not carry the kind itself. */
function kindNamesModule(recorded: Recorded): string {
  const lines = Object.entries(recorded.versions).flatMap(([group, versions]) =>
    versions.map((version) => {
      const apiVersion = group === '' ? version : `${group}/${version}`;
      return [apiVersion, ...Object.keys(recorded.kinds).filter((key) => key.startsWith(`${apiVersion} `)).map((key) => key.slice(apiVersion.length + 1))].join(' ');
    }),
  );
  return [
    `// Made by \`npm run generate:api\` from testdata/golden/schema (Kubernetes ${recorded.kubernetes}). Do not edit.`,
    '',
    '/** A line a group and version: its apiVersion, then its kinds. In the order of discovery. */',
    `export const KIND_NAMES = \`${lines.join('\n')}\`;`,
    '',
  ].join('\n');
}

/** Every generated module: its path below src/simulation/api/generated, and its text. */
export function generatedModules(recorded: Recorded): Map<string, string> {
  const groups = apiVersions(recorded);
  const modules = typeModules(recorded);
  const tables = fieldTables(recorded);
  for (const [group, fields] of tables) modules.set(`schema/${group}.ts`, schemaModule(group, groups.get(group) ?? '', fields, recorded));
  modules.set('schema/core.v1.pod.ts', podModule(splitPod(tables.get(CORE) ?? '').pod, recorded));
  modules.set('kind-names.ts', kindNamesModule(recorded));
  modules.set('schema/all.ts', indexModule(recorded, groups));
  return modules;
}
