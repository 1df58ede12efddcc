import type { Event } from '../../api/generated/types/core.v1';
import { objectOf, textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import { goSort } from '../../base/go/sort';
import { parseTime } from '../../base/time';
import { metadataOf, nameOf, namespaceOf } from '../resources/info';
import { listObjects } from '../runtime/client';
import { KubectlError, ServerError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session } from '../runtime/session';
import { FLUSH, sinceText } from './text';

const MIRROR = 'kubernetes.io/config.mirror';

/** searchEvents; none where they may not be read. */
export function* searchEvents(session: Session, object: JsonObject): Steps<readonly Event[]> {
  const kind = session.machine.registry().find('v1', 'Event');
  const [own, isPod, isNode] = [textOf(object.kind), object.kind === 'Pod' && object.apiVersion === 'v1', object.kind === 'Node' && object.apiVersion === 'v1'];
  const metadata = metadataOf(object);
  const uid = (isPod ? textOf(objectOf(metadata.annotations)[MIRROR]) : '') || textOf(metadata.uid);
  const [name, namespace] = [nameOf(object), namespaceOf(object)];
  const selector = (id: string): string => [`involvedObject.name=${name}`, `involvedObject.namespace=${namespace}`, ...(isPod ? [] : [`involvedObject.kind=${own}`]), ...(id === '' ? [] : [`involvedObject.uid=${id}`])].join(',');
  if (kind === undefined) return [];
  try {
    const found: Event[] = [];
    for (const id of isNode ? [uid, name] : [uid]) found.push(...((yield* listObjects(session, kind, namespace, { fieldSelector: selector(id) })) as unknown as readonly Event[]));
    return found;
  } catch (error) {
    if (error instanceof ServerError || error instanceof KubectlError) return [];
    throw error;
  }
}

/** SortableEvents: by lastTimestamp alone, which Events of events.k8s.io do not have; they come first. */
const timeOf = ({ lastTimestamp }: Event): number => parseTime(lastTimestamp ?? '') ?? Number.NEGATIVE_INFINITY;

function interval({ eventTime, firstTimestamp, lastTimestamp, series, count = 0 }: Event, now: number): string {
  const first = eventTime === undefined || eventTime === null ? sinceText(firstTimestamp, now) : sinceText(eventTime, now);
  if (series !== undefined) return `${sinceText(series.lastObservedTime, now)} (x${series.count ?? 0} over ${first})`;
  return count > 1 ? `${sinceText(lastTimestamp, now)} (x${count} over ${first})` : first;
}

/** DescribeEvents: the last thing of a description, aligned by itself. */
export function eventLines(events: readonly Event[] | undefined, now: number): string {
  if (events === undefined) return '';
  if (events.length === 0) return 'Events:\t<none>\n';
  const rows = goSort(events, (a, b) => timeOf(a) < timeOf(b)).map((event) => {
    const message = (event.message ?? '').trim();
    const { fieldPath = '' } = event.involvedObject;
    return `  ${event.type ?? ''}\t${event.reason ?? ''}\t${interval(event, now)}\t${event.source?.component || (event.reportingComponent ?? '')}\t${fieldPath === '' ? '' : `${fieldPath}: `}${message}\n`;
  });
  return `${FLUSH}Events:\n  Type\tReason\tAge\tFrom\tMessage\n  ----\t------\t----\t----\t-------\n${rows.join('')}`;
}
