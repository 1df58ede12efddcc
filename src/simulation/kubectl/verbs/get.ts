import { relaxedPath, sortObjects } from '../../api/jsonpath';
import type { Json } from '../../api/jsonpath';
import { JsonPathError } from '../../api/jsonpath';
import type { Kind } from '../../api/kind';
import { scaleKind } from '../../api/request/scale';
import type { JsonObject } from '../../api/schema/walk';
import { inRowOrder } from '../../api/table/table';
import type { ApiObject } from '../../api/types';
import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { quote } from '../../base/go/quote';
import { commandPath } from '../args/command';
import { objectsText } from '../output/table';
import type { TableOptions } from '../output/table';
import { printerFor } from '../output/formats';
import { isNamespaced } from '../resources/info';
import type { Info } from '../resources/info';
import { fileFlags, infosOf, select } from '../resources/select';
import type { Selected } from '../resources/select';
import { ExitError, isNotFound, KubectlError, throwAll, usageError } from '../runtime/errors';
import { klogFatal } from '../runtime/klog';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';
import { watchGet } from './get-watch';
import { getRaw } from './raw';

function checkFlags(session: Session): void {
  const { flags, args, command, machine } = session;
  const output = flags.text('output');
  const watches = flags.bool('watch') || flags.bool('watch-only');
  if (!watches && args.length === 0 && flags.list('filename').length === 0 && flags.text('kustomize') === '') {
    machine.err('You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n');
    const parent = command.parent === undefined ? 'kubectl' : commandPath(command.parent);
    throw usageError(command, `Required resource not specified.\nUse "${parent} explain <resource>" for a detailed description of that resource (e.g. ${parent} explain pods).`);
  }
  if (flags.bool('show-labels') && output !== '' && output !== 'wide') throw new KubectlError(`--show-labels option cannot be used with ${output} printer`);
  if (flags.bool('output-watch-events') && !watches) throw new KubectlError('--output-watch-events option can only be used with --watch or --watch-only');
}

/** What sorts: objects, or the rows of one table; as Go names it, and where klog.Exitf stands in sorter.go. */
const SORTERS = { objects: { what: '*unstructured.Unstructured', line: 329 }, rows: { what: '[][][]reflect.Value', line: 375 } };

/** SortObjects and TableSorter: what has no order ends kubectl at once. */
function sorted({ machine }: Session, objects: readonly JsonObject[], sortBy: string, { what, line } = SORTERS.objects): readonly JsonObject[] {
  const result = sortObjects(objects as unknown as readonly Json[], sortBy, what);
  if (!result.ok && result.fatal && result.cut !== true) throw new ExitError(`${klogFatal(machine.now())} sorter.go:${line}] ${result.error}\n`);
  if (!result.ok) throw new KubectlError(result.error);
  return result.objects as unknown as readonly JsonObject[];
}

/**
 * The rows of one table in their order. What goes wrong is not said: the printer's error is lost, and with it the rows (GetOptions.Run). A sort over several
 * tables looks for the path in the tables themselves, and finds nothing.
 */
function sortedRows(session: Session, objects: readonly JsonObject[], sortBy: string, tables: number): readonly JsonObject[] {
  if (sortBy === '') return objects;
  if (tables > 1) throw new KubectlError(`couldn't find any field with path ${quote(relaxed(sortBy))} in the list of objects`);
  try {
    return sorted(session, objects, sortBy, SORTERS.rows);
  } catch (error) {
    if (error instanceof KubectlError) return [];
    throw error;
  }
}

function relaxed(path: string): string {
  try {
    return relaxedPath(path);
  } catch (error) {
    if (error instanceof JsonPathError) return path;
    throw error;
  }
}

interface Group {
  readonly kind: Kind;
  readonly objects: readonly JsonObject[];
}

/** Objects of a kind that stand in a row: they share a header. */
function groupsOf(infos: readonly Info[]): readonly Group[] {
  const groups: { kind: Kind; objects: JsonObject[] }[] = [];
  for (const { kind, object } of infos) {
    const last = groups.at(-1);
    if (last?.kind === kind) last.objects.push(object);
    else groups.push({ kind, objects: [object] });
  }
  return groups;
}

/** What the table is of: a Scale where that is what the subresource of an object is. */
const shownAs = (kind: Kind, [first]: readonly JsonObject[]): Kind => (first?.kind === scaleKind.kind && first.apiVersion === scaleKind.apiVersion ? scaleKind : kind);

/** The human-readable printer of GetOptions.Run. */
function* printTables(session: Session, selected: Selected): Steps<void> {
  const { flags, machine } = session;
  const { infos, errors, listed } = yield* infosOf(selected);
  const kept = flags.bool('ignore-not-found') ? errors.filter((error) => !isNotFound(error)) : errors;
  const allNamespaces = flags.bool('all-namespaces');
  const groups = groupsOf(infos);
  const sortBy = flags.text('sort-by');
  const tables = listed.length > 0 ? listed.length : infos.length;
  const options: TableOptions = {
    wide: flags.text('output') === 'wide', noHeaders: flags.bool('no-headers'), showLabels: flags.bool('show-labels'), columnLabels: flags.list('label-columns'),
  };
  const withKind = flags.bool('show-kind') || new Set([...listed, ...infos.map(({ kind }) => kind)]).size > 1;
  const texts = groups.map(({ kind, objects }) => {
    const order = sortedRows(session, listed.length > 0 ? inRowOrder(kind, objects) : objects, sortBy, tables);
    return objectsText(shownAs(kind, objects), order as unknown as readonly ApiObject[], machine.now(), { ...options, withNamespace: allNamespaces && isNamespaced(kind), ...(withKind ? { kind } : {}) });
  });
  machine.out(texts.filter((text) => text !== '').map((text) => alignColumns(text, KUBECTL_COLUMNS)).join(options.noHeaders === true ? '' : '\n'));
  if (texts.every((text) => text === '') && !flags.bool('ignore-not-found') && kept.length === 0) {
    const inNamespace = !allNamespaces && [...listed, ...infos.map(({ kind }) => kind)].every(isNamespaced);
    machine.err(inNamespace ? `No resources found in ${session.namespace().name} namespace.\n` : 'No resources found\n');
  }
  throwAll(kept);
}

/** GetOptions.printGeneric: one object as it is, several as a List. */
function* printGeneric(session: Session, selected: Selected): Steps<void> {
  const { flags, machine } = session;
  const { infos, errors } = yield* infosOf(selected);
  const ignore = flags.bool('ignore-not-found');
  const kept = ignore ? errors.filter((error) => !isNotFound(error)) : errors;
  if (selected.single && kept.length > 0) throwAll(kept);
  if (infos.length === 0 && ignore) {
    throwAll(kept);
    return;
  }
  const print = printerFor(session, { ofGet: true });
  const sortBy = flags.text('sort-by');
  const [only] = infos;
  if (selected.single && infos.length === 1 && only !== undefined) machine.out(print(only.object));
  else {
    const objects = infos.map(({ object }) => object);
    const items = sortBy === '' || objects.length === 0 ? objects : sorted(session, objects, sortBy);
    const list: JsonObject = { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
    machine.out(flags.text('output') === 'name' ? items.map((item) => print(item)).join('') : print(list));
  }
  throwAll(kept);
}

/** `kubectl get` (pkg/cmd/get). */
export const get: Verb = function* get(session) {
  const { flags } = session;
  if (flags.text('raw') !== '') {
    yield* getRaw(session, flags.text('raw'));
    return;
  }
  session.namespace();
  checkFlags(session);
  const output = flags.text('output');
  const selected = select(session, {
    args: session.args, ...fileFlags(session), labelSelector: flags.text('selector'), fieldSelector: flags.text('field-selector'), allNamespaces: flags.bool('all-namespaces'),
    typeMeansAll: true, continueOnError: true, latest: true, subresource: flags.text('subresource'), singleType: flags.bool('watch') || flags.bool('watch-only'),
  });
  const human = (output === '' && flags.text('template') === '') || output === 'wide';
  if (flags.bool('watch') || flags.bool('watch-only')) {
    yield* watchGet(session, selected, human);
    return;
  }
  yield* human ? printTables(session, selected) : printGeneric(session, selected);
};
