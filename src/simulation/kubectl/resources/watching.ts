import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { Steps } from '../runtime/machine';
import { ask, encodeAnswer } from '../runtime/client';
import type { Asked } from '../runtime/client';
import { requestTimeout } from '../runtime/session';
import type { Session } from '../runtime/session';
import { isNamespaced, metadataOf } from './info';
import type { Info } from './info';

/** How often the API server is looked at, µs. What happens to one object in between is seen as one change. */
const EVERY = 50_000;

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

const identity = (object: JsonObject): string => textOf(metadataOf(object).uid) || `${textOf(metadataOf(object).namespace)}/${textOf(metadataOf(object).name)}`;
const versionOf = (object: JsonObject): number => Number(metadataOf(object).resourceVersion ?? 0);

/**
 * Goes on for ever, or as long as a request may take (`--request-timeout`): gives `each` what has changed since `before`, the oldest change first; an object that is gone is given as it was last seen.
 * Else it is ended as Ctrl-C ends a command: whoever drives it drops the generator (`steps.return`), and nothing more is written.
 */
export function* watching(session: Session, before: readonly JsonObject[], list: () => Steps<readonly JsonObject[]>, each: (type: EventType, object: JsonObject) => void): Steps<void> {
  let known = new Map(before.map((object) => [identity(object), object]));
  const longest = requestTimeout(session.flags.text('request-timeout'));
  const begun = session.machine.now();
  while (longest === 0 || session.machine.now() - begun < longest) {
    yield { do: 'sleep', micros: EVERY };
    const listed = yield* list();
    const next = new Map(listed.map((object) => [identity(object), object]));
    for (const [key, object] of known) if (!next.has(key)) each('DELETED', object);
    const changed = listed.filter((object) => known.get(identity(object)) !== object && versionOf(known.get(identity(object)) ?? {}) !== versionOf(object));
    for (const object of [...changed].sort((a, b) => versionOf(a) - versionOf(b))) each(known.has(identity(object)) ? 'MODIFIED' : 'ADDED', object);
    known = next;
  }
}

function placeOf({ kind, namespace, name }: Info): Asked {
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  return { verb: 'list', group, version, resource: plural, fieldSelector: `metadata.name=${name}`, ...(isNamespaced(kind) ? { namespace } : {}) };
}

/** One object as a list of those of its name gives it, and from where on it can be watched. */
export function* listOne(session: Session, info: Info): Steps<{ readonly object: JsonObject | undefined; readonly resourceVersion: string }> {
  const answer = yield* ask(session, placeOf(info));
  const [object] = 'list' in answer ? answer.list : [];
  return { object: object === undefined ? undefined : encodeAnswer(session, info.kind, object), resourceVersion: 'list' in answer ? answer.resourceVersion : '0' };
}

/** What a watch of one object has sent since. */
export function* changesOf(session: Session, info: Info, since: string): Steps<{ readonly changes: readonly { readonly type: EventType; readonly object: JsonObject }[]; readonly resourceVersion: string }> {
  const answer = yield* ask(session, { ...placeOf(info), watch: since });
  if (!('changes' in answer)) return { changes: [], resourceVersion: since };
  const changes = answer.changes.flatMap(({ type, object }) => (type === 'BOOKMARK' ? [] : [{ type, object: encodeAnswer(session, info.kind, object) }]));
  return { changes, resourceVersion: answer.resourceVersion };
}
