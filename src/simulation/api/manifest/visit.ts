import { quote } from '../../base/go/quote';
import type { Kind } from '../kind';
import type { Registry } from '../registry';
import type { Struct } from '../schema/parse';
import type { Schema } from '../schema/schema';
import { aggregateErrors } from '../status';
import type { ApiObject } from '../types';
import type { MappingTree, Tree } from '../yaml';
import { decode, decodeError } from './decode';
import { readDocuments } from './documents';
import { entriesOf, toJson } from './json';

/** What kubectl finds in a manifest, one after the other: an object for the server, or an error of its own. */
export type Visit<T extends ApiObject> = VisitedObject<T> | VisitError;

export interface VisitedObject<T extends ApiObject> {
  readonly kind: Kind<T>;
  /** As the manifest writes it. */
  readonly sentKind: string;
  readonly name: string;
  readonly generateName: string;
  /** Empty where the manifest gives none. */
  readonly namespace: string;
  readonly body: MappingTree;
}

export interface VisitError {
  /** Without `error: ` before it. */
  readonly error: string;
  /** kubectl reads no further. */
  readonly last: boolean;
}

export interface VisitOptions {
  /** Where the manifest comes from, as messages name it. */
  readonly source: string;
  /** Off with `--validate=false` and `--validate=ignore`. */
  readonly validate: boolean;
}

/**
 * Reads a manifest as `kubectl -f` does before it asks the server (cli-runtime resource StreamVisitor, mapper.infoForData; kubectl
 * pkg/validation): cut, parsed, looked at for kind and version, its metadata decoded, mapped to a resource, lists taken apart.
 */
export function visitManifest<T extends ApiObject>(text: string, registry: Registry<T>, { source, validate }: VisitOptions): readonly Visit<T>[] {
  const visits: Visit<T>[] = [];
  for (const { tree, error } of readDocuments(text)) {
    if (error !== undefined) return [...visits, { error: `error parsing ${source}: ${error.message}`, last: true }];
    if (tree === undefined) continue;
    const problem = validate ? validationError(tree) : undefined;
    if (problem !== undefined) {
      const advice = 'if you choose to ignore these errors, turn validation off with --validate=false';
      return [...visits, { error: `error validating ${quote(source)}: error validating data: ${problem}; ${advice}`, last: true }];
    }
    visits.push(...visitTree(tree, registry, source));
  }
  return visits;
}

const field = (tree: Tree, name: string): Tree | undefined => (tree.type === 'mapping' ? entriesOf(tree).entries.find((entry) => entry.name === name)?.value : undefined);
const textOf = (tree: Tree | undefined): string => (tree?.type === 'scalar' && tree.scalar.kind === 'string' ? tree.scalar.value : '');

/** kubectl pkg/validation: an object names its kind and a well-formed version. */
function validationError(tree: Tree): string | undefined {
  if (tree.type !== 'mapping') return 'invalid object to validate';
  const errors: string[] = [];
  for (const name of ['apiVersion', 'kind'] as const) {
    const value = field(tree, name);
    if (value === undefined || (value.type === 'scalar' && value.scalar.kind === 'null')) errors.push(`${name} not set`);
    else if (!(value.type === 'scalar' && value.scalar.kind === 'string')) errors.push(`${name} isn't string type`);
    else if (name === 'apiVersion' && value.scalar.value.split('/').length > 2) errors.push(`unexpected GroupVersion string: ${value.scalar.value}`);
  }
  return errors.length === 0 ? undefined : aggregateErrors(errors);
}

function visitTree<T extends ApiObject>(tree: Tree, registry: Registry<T>, source: string): readonly Visit<T>[] {
  const fail = (error: string): readonly Visit<T>[] => [{ error, last: false }];
  const sentKind = textOf(field(tree, 'kind'));
  if (tree.type !== 'mapping' || sentKind === '') return fail(`unable to decode ${quote(source)}: Object 'Kind' is missing in '${JSON.stringify(toJson(tree))}'`);
  const items = field(tree, 'items');
  if (items?.type === 'sequence' && sentKind.endsWith('List')) return items.items.flatMap((item) => visitTree(item, registry, source));
  const metadata = metadataError(tree, registry);
  if (metadata !== undefined) return fail(`unable to decode ${quote(source)}: ${metadata}`);
  const meta = field(tree, 'metadata');
  const place = { name: textOf(meta && field(meta, 'name')), namespace: textOf(meta && field(meta, 'namespace')), generateName: textOf(meta && field(meta, 'generateName')) };
  const apiVersion = textOf(field(tree, 'apiVersion'));
  const kind = registry.kinds.find((one) => one.apiVersion === apiVersion && (one.kind === sentKind || one.kind.toLowerCase() === sentKind));
  if (kind !== undefined) return [{ kind, sentKind, body: tree, ...place }];
  const missing = `no matches for kind ${quote(sentKind)} in version ${quote(apiVersion)}`;
  return fail(`resource mapping not found for name: ${quote(place.name)} namespace: ${quote(place.namespace)} from ${quote(source)}: ${missing}\nensure CRDs are installed first`);
}

const METADATA_ONLY = 'kubectl.v1.metadataOnlyObject';

/** cli-runtime metadata_decoder.go: metadata must decode even where nobody looks at the rest. */
function metadataError<T extends ApiObject>(tree: MappingTree, registry: Registry<T>): string | undefined {
  const schema = registry.kinds[0]?.schema;
  if (schema === undefined) return undefined;
  const only: Struct = {
    name: METADATA_ONLY,
    atomic: false,
    fields: new Map([['metadata', { name: 'metadata', type: { kind: 'struct', name: 'meta.v1.ObjectMeta' }, required: false, go: 'v1.ObjectMeta', via: [] }]]),
  };
  const extended: Schema = { struct: (name) => (name === METADATA_ONLY ? only : schema.struct(name)) };
  return decodeError(decode(tree, extended, METADATA_ONLY).problems, false);
}
