import type { Recorded, RecordedColumn, RecordedResource } from './recorded';

/** The letters of the verbs, as src/simulation/api/schema/resources.ts reads them. */
const VERBS: Readonly<Record<string, string>> = { create: 'c', delete: 'd', deletecollection: 'x', get: 'g', list: 'l', patch: 'p', update: 'u', watch: 'w' };

function verbs(of: readonly string[]): string {
  return of
    .map((verb) => {
      const letter = VERBS[verb];
      if (letter === undefined) throw new Error(`testdata/golden/schema/kinds.json: verb "${verb}" is not known; teach it to scripts/api/resources.ts and src/simulation/api/schema/resources.ts`);
      return letter;
    })
    .join('');
}

/** `plural Kind verbs scope shortNames categories subresource:verbs:kind …`; `-` stands for none. */
function encodeResource(resource: RecordedResource): string {
  const list = (names: readonly string[] | undefined): string => names?.join(',') ?? '-';
  const subresources = (resource.subresources ?? []).map(({ name, kind, group, version, verbs: of }) => {
    const other = group === undefined ? kind : `${group === '' ? '' : `${group}/`}${version ?? ''}/${kind}`;
    return `${name}:${verbs(of)}${kind === resource.kind && group === undefined ? '' : `:${other}`}`;
  });
  if (resource.singular !== resource.kind.toLowerCase()) throw new Error(`${resource.resource}: singular "${resource.singular}" is not the kind in lower case; the resource list needs a place for it`);
  return [resource.resource, resource.kind, verbs(resource.verbs), resource.namespaced ? 'n' : 'c', list(resource.shortNames), list(resource.categories), ...subresources].join(' ');
}

const apiVersion = (resource: RecordedResource): string => (resource.group === '' ? resource.version : `${resource.group}/${resource.version}`);

/** The resources of one group and version, one line each. */
export function resourceLines(of: string, recorded: Recorded): string {
  return recorded.resources.filter((resource) => apiVersion(resource) === of).map(encodeResource).join('\n');
}

/** `Name:type=format+`: the type when it is not string, the format when there is one, `+` for a column of `-o wide`. */
function encodeColumn(column: RecordedColumn): string {
  return `${column.name}${column.type === 'string' ? '' : `:${column.type}`}${column.format === '' ? '' : `=${column.format}`}${column.priority === 0 ? '' : '+'.repeat(column.priority)}`;
}

/** The Table columns of one group and version: `plural|column|column…`, one line a resource. */
export function columnLines(of: string, recorded: Recorded): string {
  return Object.entries(recorded.columns)
    .filter(([key]) => key.startsWith(`${of} `))
    .map(([key, columns]) => [key.slice(of.length + 1), ...columns.map(encodeColumn)].join('|'))
    .join('\n');
}
