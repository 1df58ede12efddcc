import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths';

/** A field as testdata/golden/schema/README.md describes it. */
export interface RecordedField {
  readonly type: string;
  readonly required?: true;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly itemEnum?: readonly string[];
  readonly list?: 'atomic' | 'set' | 'map';
  readonly keys?: readonly string[];
  readonly patch?: string;
  readonly mergeKey?: string;
  readonly map?: 'atomic' | 'granular';
}

export interface RecordedType {
  readonly fields: Readonly<Record<string, RecordedField>>;
  readonly map?: 'atomic';
}

export interface RecordedSubresource {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

export interface RecordedResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly verbs: readonly string[];
  readonly subresources?: readonly RecordedSubresource[];
}

export interface RecordedColumn {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly priority: number;
}

export interface GoField {
  readonly type: string;
  readonly of?: string;
  readonly inline?: true;
}

export interface Recorded {
  readonly kubernetes: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, RecordedType>>;
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly resources: readonly RecordedResource[];
  readonly columns: Readonly<Record<string, readonly RecordedColumn[]>>;
  readonly goTypes: Readonly<Record<string, Readonly<Record<string, GoField>>>>;
  /** How Go prints the fields: scripts/api/read-go.ts. */
  readonly goJson: Readonly<Record<string, string>>;
}

function read(name: string, folder = 'testdata/golden/schema'): unknown {
  return JSON.parse(readFileSync(join(root, folder, name), 'utf8'));
}

/** The recorded schema of the API server. */
export function readRecorded(): Recorded {
  const kinds = read('kinds.json') as Pick<Recorded, 'kubernetes' | 'kinds' | 'types' | 'versions' | 'resources'>;
  const { columns } = read('columns.json') as Pick<Recorded, 'columns'>;
  const { goTypes } = read('gotypes.json') as Pick<Recorded, 'goTypes'>;
  return { ...kinds, columns, goTypes, goJson: read('go-json.json', 'scripts/api') as Recorded['goJson'] };
}

/** `core.v1.Pod` → [`core.v1`, `Pod`]. */
export function splitName(name: string): readonly [group: string, type: string] {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The named type inside a field's type, through lists and maps; undefined for one that stands for itself (`string`, `Quantity` …). */
export function namedType(type: string): string | undefined {
  const bare = type.replace(/^(\[\]|\{\})+/, '');
  return bare.includes('.') ? bare : undefined;
}

/** The Go packages' short names (`core.v1`) with the API group they serve (`v1`, `apps/v1`), found by the kinds in them; `meta.v1` serves none. */
export function apiVersions(recorded: Recorded): ReadonlyMap<string, string> {
  const result = new Map<string, string>([['meta.v1', '']]);
  for (const [key, name] of Object.entries(recorded.kinds)) result.set(splitName(name)[0], key.slice(0, key.indexOf(' ')));
  return result;
}
