import type { Kind } from '../../api/kind';
import { goJson } from '../../base/go/json';
import type { JsonObject } from '../../api/schema/walk';
import { inRowOrder } from '../../api/table/table';
import type { ApiObject } from '../../api/types';
import { columnRows, printerFor } from '../output/formats';
import { GrowingTable } from '../output/growing-table';
import { sortedJson } from '../../api/schema/sorted-json';
import { objectsText } from '../output/table';
import { isNamespaced } from '../resources/info';
import { infosOf } from '../resources/select';
import type { Selected } from '../resources/select';
import { sourceOf, watching } from '../resources/watching';
import type { EventType, Source } from '../resources/watching';
import { isNotFound, KubectlError, throwAll } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';

/** Puts a cell before each line. */
const withFirst = (text: string, cell: string): string => text.replace(/^(?=[^])/gm, `${cell}\t`);

type Print = (type: EventType, objects: readonly JsonObject[]) => void;

/** Rows that are written as they come; the header stands above the first. */
function tablePrinter(session: Session, kind: Kind): Print {
  const { flags, machine } = session;
  const table = new GrowingTable();
  let headed = flags.bool('no-headers');
  const named = flags.bool('output-watch-events');
  return (type, given) => {
    const objects = inRowOrder(kind, given) as unknown as readonly ApiObject[];
    const text = objectsText(kind, objects, machine.now(), {
      wide: flags.text('output') === 'wide', noHeaders: true, showLabels: flags.bool('show-labels'), columnLabels: flags.list('label-columns'),
      withNamespace: flags.bool('all-namespaces') && isNamespaced(kind), ...(flags.bool('show-kind') ? { kind } : {}),
    });
    if (text === '') return;
    const rows = named ? withFirst(text, type) : text;
    if (headed) {
      machine.out(table.write(rows));
      return;
    }
    headed = true;
    const whole = objectsText(kind, objects, machine.now(), {
      wide: flags.text('output') === 'wide', showLabels: flags.bool('show-labels'), columnLabels: flags.list('label-columns'),
      withNamespace: flags.bool('all-namespaces') && isNamespaced(kind), ...(flags.bool('show-kind') ? { kind } : {}),
    });
    const header = whole.slice(0, whole.indexOf('\n') + 1);
    machine.out(table.write(`${named ? withFirst(header, 'EVENT') : header}${rows}`));
  };
}

/** The other printers. Of an event (metav1.WatchEvent) JSONPrinter makes one line, NamePrinter the name of its object. */
function objectPrinter(session: Session): Print {
  const { flags, machine } = session;
  const table = flags.text('output').startsWith('custom-columns') ? new GrowingTable() : undefined;
  const print = table === undefined ? printerFor(session, { ofGet: true }) : columnRows(session, flags.text('output'));
  const named = flags.bool('output-watch-events');
  const withType = (type: EventType, object: JsonObject): string => {
    const format = flags.text('output').toLowerCase();
    if (format === 'json') return `${goJson(eventFields(type, object))}\n`;
    return print(format === 'name' ? object : { type, object });
  };
  return (type, objects) => {
    const text = objects.map((object) => (named ? withType(type, object) : print(object))).join('');
    machine.out(table?.write(text) ?? text);
  };
}

/** In the order of the Go type's fields; the object is a map. */
const eventFields = (type: EventType, object: JsonObject): unknown => ({ type, object: sortedJson(object) });

/** GetOptions.watch: the objects that are there, then each change of them until Ctrl-C. `human`: rows of a table. */
export function* watchGet(session: Session, selected: Selected, human: boolean): Steps<void> {
  const { flags } = session;
  const found = yield* infosOf(selected);
  throwAll(flags.bool('ignore-not-found') ? found.errors.filter((error) => !isNotFound(error)) : found.errors);
  const kinds = new Set([...found.listed, ...found.infos.map(({ kind }) => kind)]);
  const [kind] = kinds;
  if (kinds.size > 1) throw new KubectlError('watch is only supported on individual resources and resource collections - more than 1 resource was found');
  if (kind === undefined) return;
  if (flags.bool('watch') && flags.text('sort-by') !== '') session.machine.err('warning: --watch requested, --sort-by will be ignored for watch events received\n');
  const print = human ? tablePrinter(session, kind) : objectPrinter(session);
  const objects = found.infos.map(({ object }) => object);
  if (!flags.bool('watch-only') && objects.length > 0) print('ADDED', objects);
  // Result.Watch: several names are several sources.
  if (found.listed.length === 0 && objects.length > 1) throw new KubectlError('you may only watch a single resource or type of resource at a time');
  const [info] = found.infos;
  const source = found.listed.length === 0 && info !== undefined ? sourceOf(info) : allOf(session, kind);
  yield* watching(session, source, objects, (type, object) => print(type, [object]));
}

/** All objects of a kind that the command line selects. */
function allOf(session: Session, kind: Kind): Source {
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  const inNamespace = isNamespaced(kind) && !session.flags.bool('all-namespaces');
  return {
    kind,
    place: {
      verb: 'list', group, version, resource: plural, labelSelector: session.flags.text('selector'), fieldSelector: session.flags.text('field-selector'), ...(inNamespace ? { namespace: session.namespace().name } : {}),
    },
  };
}
