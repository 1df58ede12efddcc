import { since } from '../../api/table/cells/common';
import { objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { parseTime } from '../../base/time';
import { goSort } from '../../base/go/sort';
import { alignColumns, KUBECTL_COLUMNS } from '../../base/go/tabwriter';
import { printerFor } from '../output/formats';
import { namespaceOf } from '../resources/info';
import { findResource } from '../resources/mapper';
import { listObjects } from '../runtime/client';
import { KubectlError } from '../runtime/errors';
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
  const listed = yield* listObjects(session, kind, allNamespaces ? '' : namespace, { fieldSelector });
  const found = listed.filter(({ type }) => types.length === 0 || types.includes(textOf(type).toLowerCase()));
  if (found.length === 0) {
    machine.err(allNamespaces ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`);
    return;
  }
  const sorted = goSort(found, (a, b) => timeOf(a) < timeOf(b));
  if (flags.text('output') !== '') {
    machine.out(printerFor(session, { typed: true })({ apiVersion: 'v1', kind: 'EventList', metadata: {}, items: sorted }));
    return;
  }
  const header = [...(allNamespaces ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  const rows = sorted.map((event) => {
    const object = objectOf(event.involvedObject);
    return [...(allNamespaces ? [namespaceOf(event)] : []), interval(event, machine.now()), textOf(event.type), textOf(event.reason), `${textOf(object.kind)}/${textOf(object.name)}`, textOf(event.message).trim()];
  });
  machine.out(alignColumns([...(flags.bool('no-headers') ? [] : [header]), ...rows].map((row) => `${row.join('\t')}\n`).join(''), KUBECTL_COLUMNS));
};
