import { quote } from '../../base/go/quote';
import { pathsOf } from './field-set';
import type { FieldSet, Path } from './field-set';
import type { ManagerEntry } from './managed-fields';
import { printPath } from './path-element';

/** A field that somebody else owns. */
export interface Conflict {
  readonly owner: ManagerEntry;
  readonly path: Path;
}

/** What a refused apply is told: the fields by owner. */
export interface ConflictReport {
  readonly message: string;
  readonly causes: readonly { readonly reason: 'FieldManagerConflict'; readonly message: string; readonly field: string }[];
}

export const conflictsIn = (owner: ManagerEntry, set: FieldSet): readonly Conflict[] => pathsOf(set).map((path) => ({ owner, path }));

/** printManager (apimachinery pkg/util/managedfields/internal/conflict.go): who updates is named with the version, and the time where it is known. */
function printManager({ manager, operation, apiVersion, subresource }: ManagerEntry): string {
  const named = subresource === '' ? quote(manager) : `${quote(manager)} with subresource ${quote(subresource)}`;
  return operation === 'Update' ? `${named} using ${apiVersion}` : named;
}

/** NewConflictError. */
export function reportConflicts(conflicts: readonly Conflict[]): ConflictReport {
  const causes = conflicts.map(({ owner, path }) => ({ reason: 'FieldManagerConflict' as const, message: `conflict with ${printManager(owner)}`, field: printPath(path) }));
  const [first] = conflicts;
  if (conflicts.length === 1 && first !== undefined) return { message: `Apply failed with 1 conflict: conflict with ${printManager(first.owner)}: ${printPath(first.path)}`, causes };
  const owners = new Map<string, { readonly owner: ManagerEntry; readonly paths: Path[] }>();
  for (const { owner, path } of conflicts) {
    const key = identifier(owner);
    const known = owners.get(key);
    if (known === undefined) owners.set(key, { owner, paths: [path] });
    else known.paths.push(path);
  }
  const sorted = [...owners.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  const lines = sorted.flatMap(({ owner, paths }) => [`conflicts with ${printManager(owner)}:`, ...paths.map((path) => `- ${printPath(path)}`)]);
  return { message: `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`, causes };
}

/** The identifier by which upstream sorts managers: their entry as JSON. */
const identifier = ({ manager, operation, apiVersion, subresource }: ManagerEntry): string =>
  JSON.stringify({ ...(manager === '' ? {} : { manager }), operation, ...(operation === 'Apply' ? {} : { apiVersion }), ...(subresource === '' ? {} : { subresource }) });
