/** What discovery says about the API's resources, and the columns of a Table answer, read from the generated lines. */

export type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch';

export interface Subresource {
  /** `status`, `scale` … */
  readonly name: string;
  /** The kind that is sent and answered. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly verbs: readonly Verb[];
}

export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly Verb[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
}

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format: string;
  /** 0: always shown; 1: with `-o wide`. */
  readonly priority: number;
}

/** A column of a custom kind: how it is headed, and where its cells stand in an object. */
export interface CustomTableColumn extends Column {
  readonly jsonPath: string;
}

const VERBS: Readonly<Record<string, Verb>> = { c: 'create', d: 'delete', x: 'deletecollection', g: 'get', l: 'list', p: 'patch', u: 'update', w: 'watch' };
const verbsOf = (letters: string): readonly Verb[] => [...letters].flatMap((letter) => VERBS[letter] ?? []);
const listOf = (text: string): readonly string[] => (text === '-' ? [] : text.split(','));

/** `apps/v1` → [`apps`, `v1`]; `v1` → [``, `v1`]. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

function parseSubresource(text: string, kind: string, apiVersion: string): Subresource {
  const [name = '', letters = '', other = kind] = text.split(':');
  const slash = other.lastIndexOf('/');
  return { name, verbs: verbsOf(letters), kind: other.slice(slash + 1), apiVersion: slash < 0 ? apiVersion : other.slice(0, slash) };
}

/** The resources of one group and version, from its generated lines. */
export function parseResources(apiVersion: string, lines: string): readonly Resource[] {
  const [group, version] = splitApiVersion(apiVersion);
  return lines.split('\n').map((line) => {
    const [plural = '', kind = '', letters = '', scope, shortNames = '-', categories = '-', ...subresources] = line.split(' ');
    return {
      group,
      version,
      apiVersion,
      plural,
      singular: kind.toLowerCase(),
      kind,
      namespaced: scope === 'n',
      verbs: verbsOf(letters),
      shortNames: listOf(shortNames),
      categories: listOf(categories),
      subresources: subresources.map((text) => parseSubresource(text, kind, apiVersion)),
    };
  });
}

const COLUMN = /^(.*?)(?::([a-z]+))?(?:=([a-z-]+))?(\+*)$/;

/** The Table columns of one group and version by plural name, from its generated lines. */
export function parseColumns(lines: string): ReadonlyMap<string, readonly Column[]> {
  const rows = lines === '' ? [] : lines.split('\n');
  return new Map(
    rows.map((line) => {
      const [plural = '', ...columns] = line.split('|');
      return [
        plural,
        columns.map((text): Column => {
          const [, name = '', type = 'string', format = '', wide = ''] = COLUMN.exec(text) ?? [];
          return { name, type: type as Column['type'], format, priority: wide.length };
        }),
      ];
    }),
  );
}
