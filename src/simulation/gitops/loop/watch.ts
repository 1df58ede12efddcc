/** What the loop hears of the cluster (controller/cache, handleObjectUpdated): an application whose objects change is looked at again. */
import type { ApiObject } from '../../api';
import type { Kind } from '../../api/kind';
import { resourceOf } from '../../cluster/apiserver/resource';
import { changesAfter, objectsIn } from '../../cluster/store/store';
import type { Store } from '../../cluster/store/store';
import { objectKey } from '../../cluster/store/table';
import { applicationOf, isOwnTracking } from '../compare/tracking';
import type { Tracking } from '../compare/tracking';
import type { JsonObject } from '../objects';
import type { AppState, Place } from './types';

const asJson = (object: ApiObject): JsonObject => object as unknown as JsonObject;

/** The application that an object itself belongs to; what is copied from an owner, as to a ReplicaSet, does not count. */
function ownerOf(object: ApiObject | undefined, tracking: Tracking): string | undefined {
  if (object === undefined) return undefined;
  const name = applicationOf(asJson(object), tracking);
  return name !== '' && isOwnTracking(asJson(object), undefined, name, tracking) ? name : undefined;
}

/** What is listened for: the applications, and up to which revision of the store changes were heard. */
export interface Listening {
  readonly apps: Readonly<Record<string, AppState>>;
  readonly heard?: number | undefined;
}

/** What was heard, and whom it concerns. */
export interface Heard extends Listening {
  readonly noted: readonly string[];
}

const printed = ({ resource, key }: Place): string => `${resource}/${key}`;

function noted(state: AppState, place: Place, isThere: boolean, at: number): AppState {
  const name = printed(place);
  const refreshed = { ...state, refreshAt: Math.min(state.refreshAt ?? at, at) };
  if (isThere) return Object.hasOwn(state.owned, name) ? refreshed : { ...refreshed, owned: { ...state.owned, [name]: place } };
  const { [name]: _gone, ...owned } = state.owned;
  return { ...refreshed, owned };
}

/** All objects, at the start and where the changes since are no longer kept. */
function listed(before: Listening, { tables }: Pick<Store, 'tables'>, kinds: readonly Kind[], at: number, tracking: Tracking): Record<string, AppState> {
  const apps = Object.fromEntries(Object.entries(before.apps).map(([name, state]): [string, AppState] => [name, { ...state, owned: {}, refreshAt: at }]));
  for (const kind of kinds) {
    const { group = '', plural = '' } = kind.resource ?? {};
    const resource = group === '' ? plural : `${plural}.${group}`;
    for (const object of objectsIn(tables, resource)) {
      const owner = ownerOf(object, tracking);
      if (owner !== undefined && Object.hasOwn(apps, owner)) apps[owner] = noted(apps[owner]!, { resource, key: objectKey(object) }, true, at);
    }
  }
  return apps;
}

/** Hears what has changed since `heard`; `kinds`: all that the server serves. `noted`: whom something concerns. */
export function hear(before: Listening, store: Store, kinds: () => readonly Kind[], at: number, tracking: Tracking): Heard {
  if (before.heard === store.revision) return { apps: before.apps, heard: before.heard, noted: [] };
  const changes = before.heard === undefined ? undefined : changesAfter(store, before.heard);
  if (changes === undefined) return { apps: listed(before, store, kinds(), at, tracking), heard: store.revision, noted: Object.keys(before.apps) };
  let apps: Record<string, AppState> | undefined;
  const concerned = new Set<string>();
  for (const [, { type, resource, key, object, old }] of changes) {
    const place = { resource, key };
    const [owner, former] = [ownerOf(object, tracking), ownerOf(old, tracking)];
    for (const name of new Set([owner, former])) {
      if (name === undefined || !Object.hasOwn(before.apps, name)) continue;
      apps ??= { ...before.apps };
      concerned.add(name);
      apps[name] = noted(apps[name]!, place, type !== 'DELETED' && name === owner, at);
    }
  }
  return { apps: apps ?? before.apps, heard: store.revision, noted: [...concerned] };
}

/** The store's name of a kind's resource. */
export function resourceName(registry: Parameters<typeof resourceOf>[0], apiVersion: string, kind: string): string | undefined {
  const found = resourceOf(registry, { apiVersion, kind });
  if (found === undefined) return undefined;
  return found.group === '' ? found.resource : `${found.resource}.${found.group}`;
}
