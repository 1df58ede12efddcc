import { formatTime } from '../../base/time';
import { drawLetters } from '../../base/safe-names';
import { drawUuid } from '../../base/random';
import type { ApiObject } from '../../api';
import { createDecoded } from '../../api/request/create';
import type { ServicePools } from '../../api/service/pools';
import { objectAt, put } from '../store/store';
import { objectKey } from '../store/table';
import { passage, withQuotas } from './judgement';
import { alreadyExists, failure, fromStatus, warning } from './failures';
import type { Target } from './resource';
import { storedAs } from './versions';
import { noted, split, tracked, withManagers } from './managers';
import { rememberTwin, twinOf } from './twins';
import type { Admission, ApiServer, Failure, Handled, Request, ServerConfig } from './types';

/** Names that are generated anew where they are taken (registry/generic/registry/store.go: maxNameGenerationCreateAttempts). */
const ATTEMPTS = 8;

const inNamespace = (object: ApiObject, { namespaced }: Target, namespace: string | undefined): ApiObject =>
  namespaced ? { ...object, metadata: { ...object.metadata, namespace: namespace ?? object.metadata.namespace ?? 'default' } } : object;

/** POST: registry/generic/registry/store.go Create, after endpoints/handlers/create.go. */
export function create(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number): Handled {
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  const { body } = request;
  if (body === undefined) return refuse(failure('BadRequest', 'the request has no body: give the object that is to be created'));
  const { kind, storeName } = target;
  if (target.namespaced && request.namespace !== undefined && (body.metadata.namespace || request.namespace) !== request.namespace) {
    return refuse(failure('BadRequest', `the namespace of the provided object does not match the namespace sent on the request`));
  }
  const guarded = config.guard?.(request.user, inNamespace(body, target, request.namespace), undefined, server.store);
  if (guarded !== undefined) return refuse(guarded);
  const random = { ...server.random };
  const generated = (body.metadata.name ?? '') === '';
  // A name that was generated for nothing is not generated again.
  const refuseDrawn = (why: Failure): Handled => (generated ? { server: { ...server, random: { ...random } }, answer: { failure: why } } : refuse(why));
  for (let attempt = 1; ; attempt += 1) {
    const suffix = drawLetters(random, 5);
    const system = { now: formatTime(now), uid: drawUuid(random), suffix, user: { username: request.user.username, groups: request.user.groups ?? [] } };
    const attributes = { request, old: undefined, store: server.store, now, suffix };
    const plugins = passage(config, target, 'CREATE', attributes);
    const admit = (object: ApiObject): Admission => plugins.mutate(object);
    const clean: ApiObject = { ...body, metadata: withoutServerFields(body.metadata) };
    const asked = inNamespace(clean, target, request.namespace);
    const twin = twinOf(config, server.store.tables, asked, system);
    const answer = twin === undefined ? createDecoded(asked, kind, { system, admit, pools: poolsFor(config, server, target, request) }) : { object: twin, warnings: [] };
    if ('status' in answer) return refuseDrawn(warning(fromStatus(answer.status), plugins.warnings));
    const { object } = split(answer.object);
    // Whether the name is free only the storage knows, which is asked last.
    const judged = twin === undefined ? plugins.judge(object) : { quotas: [] };
    if ('status' in judged) return refuseDrawn(warning(fromStatus(judged.status), [...answer.warnings, ...plugins.warnings]));
    const warnings = [...new Set([...answer.warnings, ...plugins.warnings])];
    const taken = objectAt(server.store.tables, storeName, objectKey(object));
    if (taken !== undefined) {
      if (generated && attempt < ATTEMPTS) continue;
      return refuse(warning(alreadyExists(target, object.metadata.name ?? '', taken.metadata.deletionTimestamp !== undefined), warnings));
    }
    if (twin === undefined && warnings.length === 0) rememberTwin(config, server.store.tables, asked, object, system);
    const written = (asked.metadata.managedFields === undefined ? noted : tracked)(config.registry, undefined, kind, request, now, undefined, asked);
    if (request.dryRun === true) return { server: { ...server, random }, answer: { code: 201, object: request.managers === true ? withManagers(config.registry, object, written) : object, warnings } };
    const stored = put(withQuotas(server.store, judged), storeName, storedAs(kind, object), written);
    return { server: { store: stored.store, random }, answer: { code: 201, object: stored.object, warnings } };
  }
}

/** Only Services take something from what the cluster has to give. */
export function poolsFor({ pools }: ServerConfig, { store }: ApiServer, { kind }: Pick<Target, 'kind'>, { dryRun = false }: Pick<Request, 'dryRun'>): ServicePools | undefined {
  const found = kind.allocate === undefined ? undefined : pools?.(store);
  return found === undefined || !dryRun ? found : { ...found, dryRun };
}

/** rest.BeforeCreate: what a client says of these is not heeded. */
function withoutServerFields(metadata: ApiObject['metadata']): ApiObject['metadata'] {
  const { deletionTimestamp: _d, deletionGracePeriodSeconds: _g, resourceVersion: _r, selfLink: _s, ...rest } = metadata;
  return rest;
}
