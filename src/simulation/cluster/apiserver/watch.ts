import type { ApiObject } from '../../api';
import { changesAfter } from '../store/store';
import type { Change } from '../store/store';
import { expired } from './failures';
import { targetOf } from './resource';
import { selection } from './select';
import type { Failure, Request, ServerConfig, WatchEvent } from './types';
import type { Store } from '../store/store';
import { withWritten, writtenOf } from '../store/written';

export type Watched = { readonly events: readonly WatchEvent[]; readonly resourceVersion: number } | { readonly failure: Failure };

/** An object that comes to be selected is news, one that ceases to be is gone (storage/cacher watchCache convertToWatchEvent). */
function seen(change: Change, matches: (object: ApiObject) => boolean): WatchEvent | undefined {
  const [before, after] = [change.old !== undefined && matches(change.old), change.type !== 'DELETED' && matches(change.object)];
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object: change.object };
  if (!before) return undefined;
  const last = change.type === 'DELETED' ? change.object : (change.old as ApiObject);
  return { type: 'DELETED', object: withWritten({ ...last, metadata: { ...last.metadata, resourceVersion: String(change.revision) } }, writtenOf(last)) };
}

/**
 * What a watch has been sent since a version: the changes of the resource that its selectors ask for and, with `bookmark`, where the
 * watch stands now. 410 where the changes are compacted: the client has to list anew.
 */
export function watchSince(config: ServerConfig, store: Store, request: Omit<Request, 'verb'>, resourceVersion: number, bookmark = false): Watched {
  const target = targetOf(config.registry, request);
  const asked = selection(target?.kind ?? { apiVersion: '', kind: '' }, request.labelSelector, request.fieldSelector);
  if ('failure' in asked) return asked;
  const changes = changesAfter(store, resourceVersion);
  if (changes === undefined || target === undefined) return { failure: expired(resourceVersion, store.compacted + 1) };
  const inside = (object: ApiObject): boolean =>
    (request.namespace === undefined || object.metadata.namespace === request.namespace) && (request.name === undefined || object.metadata.name === request.name) && asked.matches(object);
  const events: WatchEvent[] = [];
  for (const [, change] of changes) {
    const event = change.resource === target.storeName ? seen(change, inside) : undefined;
    if (event !== undefined) events.push(event);
  }
  const { apiVersion, kind } = target.kind;
  if (bookmark) events.push({ type: 'BOOKMARK', object: { apiVersion, kind, metadata: { resourceVersion: String(store.revision) } } });
  return { events, resourceVersion: store.revision };
}
