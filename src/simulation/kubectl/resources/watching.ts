import type { Kind } from '../../api/kind';
import { textOf } from '../../api/schema/values';
import type { JsonObject } from '../../api/schema/walk';
import type { Steps } from '../runtime/machine';
import { ask, encodeAnswer } from '../runtime/client';
import type { Asked } from '../runtime/client';
import { isNotFound, ServerError } from '../runtime/errors';
import { requestTimeout } from '../runtime/session';
import type { Session } from '../runtime/session';
import { isNamespaced, metadataOf } from './info';
import type { Info } from './info';

/** How often the API server is looked at, µs. */
const EVERY = 50_000;

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One thing that a watch has sent. */
export interface Sent {
  readonly type: EventType;
  readonly object: JsonObject;
}

const identity = (object: JsonObject): string => textOf(metadataOf(object).uid) || `${textOf(metadataOf(object).namespace)}/${textOf(metadataOf(object).name)}`;
const versionOf = (object: JsonObject): number => Number(metadataOf(object).resourceVersion ?? 0);

/** What two lists differ in, the oldest change first; an object that is gone is given as it was last seen. */
function differences(before: readonly JsonObject[], after: readonly JsonObject[]): readonly Sent[] {
  const [known, next] = [before, after].map((list) => new Map(list.map((object) => [identity(object), object])));
  const gone = before.filter((object) => !next!.has(identity(object))).map((object): Sent => ({ type: 'DELETED', object }));
  const changed = after.filter((object) => versionOf(known!.get(identity(object)) ?? {}) !== versionOf(object)).sort((a, b) => versionOf(a) - versionOf(b));
  return [...gone, ...changed.map((object): Sent => ({ type: known!.has(identity(object)) ? 'MODIFIED' : 'ADDED', object }))];
}

/** What is watched: a list of a kind, asked for so. */
export interface Source {
  readonly kind: Kind;
  readonly place: Asked;
}

/** The list, and from where on it can be watched. */
function* listAt(session: Session, { kind, place }: Source): Steps<{ readonly objects: readonly JsonObject[]; readonly resourceVersion: string }> {
  const answer = yield* ask(session, place);
  return 'list' in answer ? { objects: answer.list.map((one) => encodeAnswer(session, kind, one)), resourceVersion: answer.resourceVersion } : { objects: [], resourceVersion: '0' };
}

function* changesAt(session: Session, { kind, place }: Source, since: string): Steps<{ readonly changes: readonly Sent[]; readonly resourceVersion: string }> {
  const answer = yield* ask(session, { ...place, watch: since });
  if (!('changes' in answer)) return { changes: [], resourceVersion: since };
  const changes = answer.changes.flatMap(({ type, object }) => (type === 'BOOKMARK' ? [] : [{ type, object: encodeAnswer(session, kind, object) }]));
  return { changes, resourceVersion: answer.resourceVersion };
}

const isExpired = (error: unknown): boolean => error instanceof ServerError && error.failure.reason === 'Expired';

/**
 * Goes on for ever, or as long as a request may take (`--request-timeout`): gives `each` every change since `before` was read, one by one.
 * Else it is ended as Ctrl-C ends a command: whoever drives it drops the generator (`steps.return`), and nothing more is written.
 */
export function* watching(session: Session, source: Source, before: readonly JsonObject[], each: (type: EventType, object: JsonObject) => void): Steps<void> {
  const longest = requestTimeout(session.flags.text('request-timeout'));
  const begun = session.machine.now();
  let { objects, resourceVersion } = yield* listAt(session, source);
  for (const { type, object } of differences(before, objects)) each(type, object);
  while (longest === 0 || session.machine.now() - begun < longest) {
    yield { do: 'sleep', micros: EVERY };
    try {
      const sent = yield* changesAt(session, source, resourceVersion);
      for (const { type, object } of sent.changes) each(type, object);
      ({ resourceVersion } = sent);
    } catch (error) {
      // What was between is compacted, or the kind is served no more.
      if (isNotFound(error)) continue;
      if (!isExpired(error)) throw error;
      const anew = yield* listAt(session, source);
      for (const { type, object } of differences(objects, anew.objects)) each(type, object);
      ({ objects, resourceVersion } = anew);
    }
  }
}

/** One object, as the list of those of its name. */
export function sourceOf({ kind, namespace, name }: Pick<Info, 'kind' | 'namespace' | 'name'>): Source {
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  return { kind, place: { verb: 'list', group, version, resource: plural, fieldSelector: `metadata.name=${name}`, ...(isNamespaced(kind) ? { namespace } : {}) } };
}

/** One object, and from where on it can be watched. */
export function* listOne(session: Session, info: Info): Steps<{ readonly object: JsonObject | undefined; readonly resourceVersion: string }> {
  const { objects: [object], resourceVersion } = yield* listAt(session, sourceOf(info));
  return { object, resourceVersion };
}

/** What a watch of one object has sent since. */
export const changesOf = (session: Session, info: Info, since: string): Steps<{ readonly changes: readonly Sent[]; readonly resourceVersion: string }> => changesAt(session, sourceOf(info), since);
