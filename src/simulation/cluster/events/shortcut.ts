import { drawUuid } from '../../base/random';
import { drawLetters } from '../../base/safe-names';
import { formatTime } from '../../base/time';
import type { ApiObject } from '../../api';
import { managerOf } from '../apiserver/manager-of';
import { isUndisturbed } from '../apiserver/undisturbed';
import type { ApiServer, Answer, Request, ServerConfig } from '../apiserver/types';
import { objectAt, put } from '../store/store';
import { keyOf } from '../store/table';

/**
 * A new Event of a component, stored without the long way through the server: it is well made, and where no webhook, policy or quota is there, nothing would change or refuse
 * it but a namespace that is not there or ends. The same as the long way's (shortcut.test.ts); undefined where that one has to be gone.
 */
export function storeEvent(config: ServerConfig, server: ApiServer, { verb, group, resource, namespace = '', body, user }: Request, now: number): { readonly server: ApiServer; readonly answer: Answer } | undefined {
  if (verb !== 'create' || resource !== 'events' || group !== '' || body === undefined || config.admission === undefined) return undefined;
  const { tables } = server.store;
  const home = objectAt(tables, 'namespaces', namespace);
  if (home === undefined || home.metadata.deletionTimestamp !== undefined || !isUndisturbed(tables)) return undefined;
  if (objectAt(tables, 'events', keyOf(namespace, body.metadata.name ?? '')) !== undefined) return undefined;
  if (config.authorize?.({ verb, group, resource, namespace, user }, server.store) !== undefined) return undefined;
  const random = { ...server.random };
  // Drawn as the long way draws.
  drawLetters(random, 5);
  const uid = drawUuid(random);
  const time = formatTime(now);
  const object: ApiObject = { ...body, metadata: { ...body.metadata, uid, creationTimestamp: time } };
  const stored = put(server.store, 'events', object, { manager: managerOf({ user }), apiVersion: body.apiVersion, subresource: '', time, from: undefined, to: body, before: undefined, length: 1 });
  return { server: { store: stored.store, random }, answer: { code: 201, object: stored.object, warnings: [] } };
}
