import { apiVersions, namedType, splitName } from './recorded';
import type { Recorded, RecordedField } from './recorded';

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  bool: 'boolean',
  int32: 'number',
  int64: 'number',
  int: 'number',
  double: 'number',
  bytes: 'string',
  Time: 'Time',
  MicroTime: 'MicroTime',
  Quantity: 'Quantity',
  IntOrString: 'IntOrString',
  Any: 'JsonValue',
};
const IMPORTED = new Set(['Time', 'MicroTime', 'Quantity', 'IntOrString', 'JsonValue']);

/** `core.v1` → `core`, `autoscaling.v2` → `autoscalingV2`: the name under which a group's types are imported. */
const alias = (group: string): string => group.replace(/\.v1$/, '').replace(/\.v(\d)/, 'V$1');

interface Uses {
  readonly scalars: Set<string>;
  readonly groups: Set<string>;
}

function typeScript(type: string, group: string, uses: Uses): string {
  if (type.startsWith('[]')) return `readonly ${wrap(typeScript(type.slice(2), group, uses))}[]`;
  if (type.startsWith('{}')) return `Readonly<Record<string, ${typeScript(type.slice(2), group, uses)}>>`;
  if (namedType(type) === undefined) {
    const scalar = SCALARS[type];
    if (scalar === undefined) throw new Error(`testdata/golden/schema/kinds.json: field type "${type}" is not known; teach it to scripts/api/types.ts`);
    if (IMPORTED.has(scalar)) uses.scalars.add(scalar);
    return scalar;
  }
  const [from, name] = splitName(type);
  if (from === group) return name;
  uses.groups.add(from);
  return `${alias(from)}.${name}`;
}

const wrap = (type: string): string => (type.startsWith('readonly ') ? `(${type})` : type);
const property = (name: string): string => (/^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`);

/**
 * Whether TypeScript must see the field. As in Go, an object always has its metadata, and an object or a template its spec; `status` may be left out when one is written by hand.
 */
function always(name: string, field: RecordedField, isKind: boolean, isTemplate: boolean): boolean {
  if (field.required) return true;
  if (name === 'metadata') return isKind;
  return name === 'spec' && (isKind || isTemplate);
}

/** One module of interfaces a group and version, by file name. They are types only: whoever imports them ships no byte for it. */
export function typeModules(recorded: Recorded): Map<string, string> {
  const kindOf = new Map(Object.entries(recorded.kinds).map(([key, name]) => [name, key.split(' ')] as const));
  const files = new Map<string, string>();
  for (const [group, apiVersion] of apiVersions(recorded)) {
    const uses: Uses = { scalars: new Set(), groups: new Set() };
    const bodies: string[] = [];
    for (const [fullName, type] of Object.entries(recorded.types).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [owner, name] = splitName(fullName);
      if (owner !== group) continue;
      const kind = kindOf.get(fullName);
      const names = Object.keys(type.fields).sort();
      const isTemplate = names.join() === 'metadata,spec';
      const lines = names.map((field) => {
        const recordedField = type.fields[field]!;
        if (kind !== undefined && field === 'apiVersion') return `  readonly apiVersion: '${kind[0]}';`;
        if (kind !== undefined && field === 'kind') return `  readonly kind: '${kind[1]}';`;
        return `  readonly ${property(field)}${always(field, recordedField, kind !== undefined, isTemplate) ? '' : '?'}: ${typeScript(recordedField.type, group, uses)};`;
      });
      bodies.push(lines.length === 0 ? `export type ${name} = Readonly<Record<string, never>>;` : `export interface ${name} {\n${lines.join('\n')}\n}`);
    }
    const imports = [
      ...(uses.scalars.size === 0 ? [] : [`import type { ${[...uses.scalars].sort().join(', ')} } from '../../scalars';`]),
      ...[...uses.groups].sort().map((from) => `import type * as ${alias(from)} from './${from}';`),
    ];
    const what = apiVersion === '' ? 'the types that every group shares (apimachinery meta/v1)' : apiVersion;
    const header = `// Made by \`npm run generate:api\` from testdata/golden/schema (Kubernetes ${recorded.kubernetes}): ${what}. Do not edit.`;
    files.set(`types/${group}.ts`, `${[header, ...imports].join('\n')}\n\n${bodies.join('\n\n')}\n`);
  }
  return files;
}
