import { since } from '../../api/table/cells/common';
import { objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { parseTime } from '../../base/time';
import { goSort } from '../../base/go/sort';
import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { GrowingTable } from '../output/growing-table';
import { printerFor } from '../output/formats';
import { namespaceOf } from '../resources/info';
import { watching } from '../resources/watching';
import type { Source } from '../resources/watching';
import { findResource } from '../resources/mapper';
import { listObjects } from '../runtime/client';
import { KubectlError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** `--for TYPE/NAME` as a field selector. */
function selectorFor(session: Session, word: string): string {
  if (word === '') return '';
  const parts = word.split('/');
  if (parts.length === 1) throw new KubectlError('--for must be in resource/name form');
  if (parts.length > 2) throw new KubectlError('arguments in resource/name form may not have more than one slash');
  const [type = '', name = ''] = parts;
  const kind = findResource(session, type.toLowerCase());
  if (kind === undefined) throw new KubectlError(`the server doesn't have a resource type "${type}"`);
  return name === '' ? '' : `involvedObject.kind=${kind.kind},involvedObject.apiVersion=${kind.apiVersion},involvedObject.name=${name}`;
}

const timeOf = (event: JsonObject): number => parseTime(textOf(objectOf(event.series).lastObservedTime)) ?? parseTime(textOf(event.lastTimestamp)) ?? parseTime(textOf(event.eventTime)) ?? Number.NEGATIVE_INFINITY;

/** getInterval. */
function interval(event: JsonObject, now: number): string {
  const first = textOf(event.eventTime) === '' ? since(textOf(event.firstTimestamp), now) : since(textOf(event.eventTime), now);
  if (event.series !== undefined) return `${since(textOf(objectOf(event.series).lastObservedTime), now)} (x${number(objectOf(event.series).count)} over ${first})`;
  return number(event.count) > 1 ? `${since(textOf(event.lastTimestamp), now)} (x${number(event.count)} over ${first})` : first;
}

/** `kubectl events` (pkg/cmd/events). */
export const events: Verb = function* events(session) {
  const { flags, machine } = session;
  const allNamespaces = flags.bool('all-namespaces');
  const { name: namespace } = session.namespace();
  const fieldSelector = selectorFor(session, flags.text('for'));
  const types = flags.list('types').map((type) => type.toLowerCase());
  if (types.some((type) => type !== 'normal' && type !== 'warning')) throw new KubectlError('valid --types are Normal or Warning');
  const kind = machine.registry().find('v1', 'Event');
  if (kind === undefined) return;
  const isWanted = ({ type }: JsonObject): boolean => types.length === 0 || types.includes(textOf(type).toLowerCase());
  const listed = yield* listObjects(session, kind, allNamespaces ? '' : namespace, { fieldSelector });
  const found = listed.filter(isWanted);
  if (flags.bool('watch')) {
    yield* watchEvents(session, { kind, place: { verb: 'list', group: '', version: 'v1', resource: 'events', fieldSelector, ...(allNamespaces ? {} : { namespace }) } }, listed, isWanted);
    return;
  }
  if (found.length === 0) {
    machine.err(allNamespaces ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`);
    return;
  }
  const sorted = goSort(found, (a, b) => timeOf(a) < timeOf(b));
  if (flags.text('output') !== '') {
    machine.out(printerFor(session, { typed: true })({ apiVersion: 'v1', kind: 'EventList', metadata: {}, items: sorted }));
    return;
  }
  machine.out(alignColumns([...(flags.bool('no-headers') ? [] : [headerOf(allNamespaces)]), ...sorted.map((event) => rowOf(event, machine.now(), allNamespaces))].map(lineOf).join(''), KUBECTL_COLUMNS));
};

const lineOf = (cells: readonly string[]): string => `${cells.join('\t')}\n`;
const headerOf = (allNamespaces: boolean): readonly string[] => [...(allNamespaces ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];

function rowOf(event: JsonObject, now: number, allNamespaces: boolean): readonly string[] {
  const object = objectOf(event.involvedObject);
  return [...(allNamespaces ? [namespaceOf(event)] : []), interval(event, now), textOf(event.type), textOf(event.reason), `${textOf(object.kind)}/${textOf(object.name)}`, textOf(event.message).trim()];
}

/** EventsOptions.runWatch: every Event that is there and every one that comes or counts on, as it comes, until Ctrl-C. */
function* watchEvents(session: Session, source: Source, found: readonly JsonObject[], isWanted: (event: JsonObject) => boolean): Steps<void> {
  const { flags, machine } = session;
  const allNamespaces = flags.bool('all-namespaces');
  const print = flags.text('output') === '' ? undefined : printerFor(session, { typed: true });
  const table = new GrowingTable();
  let headed = flags.bool('no-headers');
  const show = (event: JsonObject): void => {
    const header = headed ? '' : lineOf(headerOf(allNamespaces));
    headed = true;
    machine.out(print === undefined ? table.write(`${header}${lineOf(rowOf(event, machine.now(), allNamespaces))}`) : print(event));
  };
  found.filter(isWanted).forEach(show);
  yield* watching(session, source, found, (type, event) => (type === 'DELETED' || !isWanted(event) ? undefined : show(event)));
}
