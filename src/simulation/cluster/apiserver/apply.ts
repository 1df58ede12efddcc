import { drawUuid } from '../../base/random';
import { drawLetters } from '../../base/safe-names';
import { formatTime } from '../../base/time';
import type { ApiObject } from '../../api';
import type { JsonObject } from '../../api/patch/merge-patch';
import { applyObject } from '../../api/request/apply';
import type { Status } from '../../api/request/create';
import { poolsFor } from './create';
import { objectAt, put } from '../store/store';
import { writtenOf } from '../store/written';
import { fromStatus, warning } from './failures';
import { passage, withQuotas } from './judgement';
import { ownersDiffer, split, withManagers } from './managers';
import { requestKey } from './resource';
import type { Target } from './resource';
import { readAs, storedAs } from './versions';
import type { ApiServer, Attributes, Handled, Request, ServerConfig } from './types';
import { write } from './update';

/** PATCH with `application/apply-patch+yaml`: the fields that the client names become its own; where there is no object, it is created. */
export function apply(config: ServerConfig, server: ApiServer, target: Target, request: Request, sent: JsonObject, now: number): Handled {
  const { kind, storeName, namespaced } = target;
  const { store } = server;
  const key = requestKey(target, request);
  const kept = objectAt(store.tables, storeName, key);
  const before = writtenOf(kept);
  const old = kept === undefined ? undefined : withManagers(config.registry, readAs(kind, kept), before);
  const random = { ...server.random };
  const suffix = drawLetters(random, 5);
  const system = { now: formatTime(now), uid: drawUuid(random), suffix, user: { username: request.user.username, groups: request.user.groups ?? [] } };
  const attributes: Attributes = { request, old, store, now, suffix };
  const plugins = passage(config, target, old === undefined ? 'CREATE' : 'UPDATE', attributes);
  const refuse = (status: Status, before: readonly string[] = []): Handled => ({ server, answer: { failure: warning(fromStatus(status), [...before, ...plugins.warnings]) } });
  const mutate = (object: ApiObject) => plugins.mutate(object);
  let refused: Status | undefined;
  const admitChange = (object: ApiObject): ApiObject => {
    const admitted = mutate(object);
    if ('object' in admitted) return admitted.object;
    refused = admitted.status;
    return object;
  };
  const place = { name: request.name ?? '', namespace: namespaced ? (request.namespace ?? 'default') : '', subresource: request.subresource ?? '' };
  const applied = applyObject(sent, old, { kind, ...place, manager: request.fieldManager ?? '', force: request.force, system, pools: poolsFor(config, server, target, request), admit: mutate, admitChange });
  if (refused !== undefined) return refuse(refused);
  if ('status' in applied) return refuse(applied.status);
  const { object, written } = split(applied.object);
  const guarded = config.guard?.(request.user, object, old, store);
  if (guarded !== undefined) return { server, answer: { failure: guarded } };
  const judged = plugins.judge(object);
  if ('status' in judged) return refuse(judged.status, applied.warnings);
  const answer = { code: applied.created ? 201 : 200, object: request.dryRun === true && request.managers === true ? applied.object : object, warnings: [...new Set([...applied.warnings, ...plugins.warnings])] };
  if (request.dryRun === true) return { server: old === undefined ? { ...server, random } : server, answer };
  const charged = withQuotas(store, judged);
  if (kept !== undefined) {
    const stored = write({ ...server, store: charged }, target, key, object, kept, written, ownersDiffer(config.registry, before, written));
    return { server: stored.server, answer: { ...answer, object: stored.object } };
  }
  const stored = put(charged, storeName, storedAs(kind, object), written);
  return { server: { store: stored.store, random }, answer: { ...answer, object: stored.object } };
}
