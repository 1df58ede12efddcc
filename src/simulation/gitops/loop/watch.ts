/** What the loop hears of the cluster (controller/cache, handleObjectUpdated): an application whose objects change is looked at again. */
import type { ApiObject } from '../../api';
import { resourceOf } from '../../cluster/apiserver/resource';
import { servedRegistry } from '../../cluster/apiserver/served';
import { changesAfter, objectsIn } from '../../cluster/store/store';
import { objectKey } from '../../cluster/store/table';
import { applicationOf, isOwnTracking, trackingOf } from '../compare/tracking';
import type { Tracking } from '../compare/tracking';
import type { JsonObject } from '../objects';
import type { AppState, Loop, LoopSettings, Place } from './types';

const asJson = (object: ApiObject): JsonObject => object as unknown as JsonObject;

/** The application that an object itself belongs to; what is copied from an owner, as to a ReplicaSet, does not count. */
function ownerOf(object: ApiObject | undefined, tracking: Tracking): string | undefined {
  if (object === undefined) return undefined;
  const name = applicationOf(asJson(object), tracking);
  return name !== '' && isOwnTracking(asJson(object), undefined, name, tracking) ? name : undefined;
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
function listed(loop: Loop, { config }: LoopSettings, tracking: Tracking): Record<string, AppState> {
  const at = loop.cluster.clock.now;
  const apps = Object.fromEntries(Object.entries(loop.apps).map(([name, state]): [string, AppState] => [name, { ...state, owned: {}, refreshAt: at }]));
  const { tables } = loop.cluster.server.store;
  for (const kind of servedRegistry(config.server, loop.cluster.server.store).kinds) {
    const { group = '', plural = '' } = kind.resource ?? {};
    const resource = group === '' ? plural : `${plural}.${group}`;
    for (const object of objectsIn(tables, resource)) {
      const owner = ownerOf(object, tracking);
      if (owner !== undefined && Object.hasOwn(apps, owner)) apps[owner] = noted(apps[owner]!, { resource, key: objectKey(object) }, true, at);
    }
  }
  return apps;
}

export function hear(loop: Loop, settings: LoopSettings): Loop {
  const { store } = loop.cluster.server;
  if (loop.heard === store.revision) return loop;
  const tracking = trackingOf(settings.configMap);
  const changes = loop.heard === undefined ? undefined : changesAfter(store, loop.heard);
  if (changes === undefined) return { ...loop, apps: listed(loop, settings, tracking), heard: store.revision };
  const at = loop.cluster.clock.now;
  let apps: Record<string, AppState> | undefined;
  for (const [, { type, resource, key, object, old }] of changes) {
    const place = { resource, key };
    const [owner, before] = [ownerOf(object, tracking), ownerOf(old, tracking)];
    for (const name of new Set([owner, before])) {
      if (name === undefined || !Object.hasOwn(loop.apps, name)) continue;
      apps ??= { ...loop.apps };
      apps[name] = noted(apps[name]!, place, type !== 'DELETED' && name === owner, at);
    }
  }
  return { ...loop, apps: apps ?? loop.apps, heard: store.revision };
}

/** The store's name of a kind's resource. */
export function resourceName(registry: Parameters<typeof resourceOf>[0], apiVersion: string, kind: string): string | undefined {
  const found = resourceOf(registry, { apiVersion, kind });
  if (found === undefined) return undefined;
  return found.group === '' ? found.resource : `${found.resource}.${found.group}`;
}
