import { quote } from '../../base/go/quote';
import { equalValues, semanticEqual } from '../../api/equal';
import type { ApiObject } from '../../api';
import { updateObject } from '../../api/request/update';
import { causesOf, inItsScope } from '../../api/request/create';
import type { Status } from '../../api/request/create';
import { fieldErrorMessage, invalid as invalidValue } from '../../api/field-errors';
import { invalidStatus } from '../../api/status';
import { storageKey } from '../etcd/living/key-space';
import { objectAt, put, remove } from '../store/store';
import { writtenOf } from '../store/written';
import type { Written } from '../store/written';
import { create, poolsFor } from './create';
import { OPEN, passage, withQuotas } from './judgement';
import { conflict, failure, fromStatus, MODIFIED, notFound, preconditionFailed, warning } from './failures';
import { POD_SPEC_SUBRESOURCES, preparePodSpec } from './subresources/pod-spec';
import { scaled, scaleOf } from './subresources/scale';
import { withConditionTimes } from './subresources/approval';
import { noted, ownersDiffer, split, tracked, withManagers } from './managers';
import type { Patched } from './patch';
import { requestKey } from './resource';
import type { Target } from './resource';
import { readAs, storedAs } from './versions';
import type { ApiServer, Failure, Handled, Request, ServerConfig } from './types';

type Prepared = { readonly object: ApiObject; readonly warnings: readonly string[] } | { readonly failure: Failure };

function prepareMain(config: ServerConfig, server: ApiServer, target: Target, request: Request, object: ApiObject, old: ApiObject): Prepared {
  const answer = updateObject(object, old, target.kind, poolsFor(config, server, target, request));
  return 'status' in answer ? { failure: fromStatus(answer.status) } : answer;
}

function prepareStatus({ kind }: Target, object: ApiObject, old: ApiObject, now: number, door: 'status' | 'approval'): Prepared {
  const answer = updateObject(kind.approval === undefined ? object : withConditionTimes(object, old, now), old, kind, undefined, undefined, door);
  return 'status' in answer ? { failure: fromStatus(answer.status) } : answer;
}

/** `finalize` of a Namespace: of the specification only its finalizers change. */
function prepareFinalize(object: ApiObject, old: ApiObject): Prepared {
  const { spec } = object as ApiObject & { readonly spec?: { readonly finalizers?: readonly string[] } };
  const before = old as ApiObject & { readonly spec?: object };
  return { object: { ...old, spec: { ...before.spec, finalizers: spec?.finalizers ?? [] } } as ApiObject, warnings: [] };
}

const specFinalizers = (object: ApiObject): readonly string[] => {
  const { spec } = object as ApiObject & { readonly spec?: { readonly finalizers?: readonly string[] } };
  return object.apiVersion === 'v1' && object.kind === 'Namespace' ? (spec?.finalizers ?? []) : [];
};

/** Store.ShouldDeleteDuringUpdate: an object that is being deleted goes with its last finalizer. */
export const goesNow = ({ metadata, ...object }: ApiObject): boolean =>
  metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0 && (metadata.deletionGracePeriodSeconds ?? 0) === 0 && specFinalizers({ metadata, ...object }).length === 0;

/** An entry of a map counts with an empty value too, which a field does not. */
const mapsOf = (object: ApiObject): readonly unknown[] => {
  const { data, metadata } = object as ApiObject & { readonly data?: unknown };
  return [metadata.labels ?? {}, metadata.annotations ?? {}, data ?? {}];
};

const isSame = (next: ApiObject, old: ApiObject): boolean => semanticEqual(next, old) && equalValues(mapsOf(next), mapsOf(old));

/** Writes an object that has been prepared in place of `old`; what changes nothing, its owners neither, is not written (GuaranteedUpdate). `written`: who has written it, where this write counts among them. */
export function write(server: ApiServer, target: Target, key: string, object: ApiObject, old: ApiObject, written?: Written, ownersChange = false): { readonly server: ApiServer; readonly object: ApiObject } {
  const kept = storedAs(target.kind, object);
  const next: ApiObject = { ...kept, metadata: { ...kept.metadata, resourceVersion: old.metadata.resourceVersion ?? '' } };
  // errEmptiedFinalizers: what takes the last finalizer is not written, but deletes.
  if (goesNow(next)) return { server: { ...server, store: remove(server.store, target.storeName, key).store }, object: next };
  if (!ownersChange && isSame(next, old)) return { server, object: old };
  const stored = put(server.store, target.storeName, next, written);
  return { server: { ...server, store: stored.store }, object: stored.object };
}

/** EnsureObjectNamespaceMatchesRequestNamespace: where an object says nothing, or is of the whole cluster, it is put right; undefined: it says another one. */
function inScopeOf(target: Target, object: ApiObject, { metadata: { namespace } }: ApiObject): ApiObject | undefined {
  if (!target.namespaced || object.metadata.namespace === namespace) return inItsScope(target.kind, object);
  return (object.metadata.namespace ?? '') === '' ? { ...object, metadata: { ...object.metadata, ...(namespace === undefined ? {} : { namespace }) } } : undefined;
}

/** Whether a patch may be about the managers of the object: only then it is shown them. */
const namesManagers = ({ patch }: Request): boolean => patch !== undefined && ('metadata' in patch || Array.isArray(patch)) && JSON.stringify(patch).includes('managedFields');

/** checkName (endpoints/handlers/rest.go): what a client sends, or a patch comes to, is named as the URL says. */
function misnamed({ metadata }: ApiObject, name: string): Failure | undefined {
  const { name: said = '' } = metadata;
  if (said === '') return failure('BadRequest', `the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  return said === name ? undefined : failure('BadRequest', `the name of the object (${said}) does not match the name on the URL (${name})`);
}

const otherNamespace = (): Failure => failure('BadRequest', 'the namespace of the provided object does not match the namespace sent on the request');

/** What UpdateResource asks of a body before the storage is asked for its object, and a patch of a Scale of what it comes to. */
export function misplaced(target: Target, { namespace = 'default', name = '' }: Request, body: ApiObject): Failure | undefined {
  // A patch of a Scale may have taken it away.
  const { metadata = {} }: Partial<ApiObject> = body;
  return target.namespaced && (metadata.namespace || namespace) !== namespace ? otherNamespace() : misnamed({ ...body, metadata }, name);
}

/** An uid that is not the object's: a PUT has it as a precondition of the storage, which answers (etcd3 store: NewInvalidObjError). */
function otherUid(target: Target, key: string, uid: string, { metadata }: ApiObject): Failure {
  const cause = preconditionFailed('UID', uid, metadata.uid ?? '');
  return conflict(target, metadata.name ?? '', `StorageError: invalid object, Code: 4, Key: ${storageKey(target.storeName, key)}, ResourceVersion: 0, AdditionalErrorMsg: ${cause}`);
}

/** Store.Update of a kind whose updates have to say which version they are made from; upstream names the resource where the kind belongs. */
function withoutVersion({ group, resource }: Target, name: string): Failure {
  const errors = [invalidValue('metadata.resourceVersion', 0, 'must be specified for an update')];
  return fromStatus({ reason: 'Invalid', message: invalidStatus(group, resource, name, errors.map(fieldErrorMessage)), details: { kind: resource, name, causes: causesOf(errors) } });
}

/** PUT, and what a PATCH comes to: registry/generic/registry/store.go Update. `change` makes the new object of the stored one. */
export function update(config: ServerConfig, server: ApiServer, target: Target, request: Request, now: number, change: (old: ApiObject) => Patched): Handled {
  const key = requestKey(target, request);
  const name = request.name ?? '';
  const refuse = (why: Failure): Handled => ({ server, answer: { failure: why } });
  const early = request.verb === 'update' && request.body !== undefined ? misplaced(target, request, request.body) : undefined;
  if (early !== undefined) return refuse(early);
  const kept = objectAt(server.store.tables, target.storeName, key);
  if (kept === undefined && request.verb === 'update' && target.kind.createdByUpdate === true && (request.subresource ?? '') === '') return create(config, server, target, request, now);
  if (kept === undefined) return refuse(notFound(target, name));
  const before = writtenOf(kept);
  const old = readAs(target.kind, kept);
  const made = change(namesManagers(request) ? withManagers(config.registry, old, before) : old);
  if ('failure' in made) return refuse(made.failure);
  const changed = made.object;
  const placed = inScopeOf(target, changed, old);
  if (placed === undefined) return refuse(otherNamespace());
  const wrongName = misnamed(changed, name);
  if (wrongName !== undefined) return refuse(wrongName);
  const { uid = '', resourceVersion = '' } = changed.metadata;
  if (request.verb === 'update' && uid !== '' && uid !== old.metadata.uid) return refuse(otherUid(target, key, uid, old));
  if (!/^\d*$/.test(resourceVersion)) return refuse(failure('', `strconv.ParseUint: parsing ${quote(resourceVersion)}: invalid syntax`));
  if (Number(resourceVersion) === 0 && target.kind.updatesNeedVersion === true) return refuse(withoutVersion(target, name));
  if (Number(resourceVersion) !== 0 && resourceVersion !== old.metadata.resourceVersion) return refuse(conflict(target, name, MODIFIED));
  const given: ApiObject = { ...placed, metadata: { ...placed.metadata, name } };
  // What is sent to `scale`, and so what admission is shown, is a Scale.
  const isScale = request.subresource === 'scale';
  const shown = (object: ApiObject): ApiObject => (isScale ? scaleOf(object, target.kind.scalePaths) : object);
  const attributes = { request, old: shown(old), store: server.store, now, suffix: '' };
  const plugins = request.subresource === undefined || isScale || request.subresource === 'resize' ? passage(config, target, 'UPDATE', attributes) : OPEN;
  const admission = plugins.mutate(shown(given));
  const said = (status: Status, before: readonly string[] = []): Handled => refuse(warning(fromStatus(status), [...before, ...plugins.warnings]));
  if ('status' in admission) return said(admission.status, made.warnings);
  const rescaled = isScale ? scaled(given, admission.object, target) : { object: admission.object };
  if ('failure' in rescaled) return refuse(warning(rescaled.failure, [...(made.warnings ?? []), ...plugins.warnings]));
  const admitted = rescaled.object;
  const guarded = config.guard?.(request.user, admitted, old, server.store);
  if (guarded !== undefined) return refuse(guarded);
  const prepared =
    request.subresource === 'status' || request.subresource === 'approval' ? prepareStatus(target, admitted, old, now, request.subresource)
    : request.subresource === 'finalize' ? prepareFinalize(admitted, old)
    : request.subresource !== undefined && target.storeName === 'pods' && POD_SPEC_SUBRESOURCES.has(request.subresource) ? preparePodSpec(server, target, request.subresource, admitted, old)
    : prepareMain(config, server, target, request, admitted, old);
  if ('failure' in prepared) return refuse(prepared.failure);
  const { object } = split(prepared.object);
  const saysManagers = changed.metadata.managedFields !== undefined;
  const written = (saysManagers ? tracked : noted)(config.registry, before, target.kind, request, now, old, given);
  const judged = plugins.judge(shown(object));
  if ('status' in judged) return said(judged.status, [...(made.warnings ?? []), ...prepared.warnings]);
  const warnings = [...new Set([...(made.warnings ?? []), ...prepared.warnings, ...plugins.warnings])];
  if (request.dryRun === true) return { server, answer: { code: 200, object: request.managers === true ? withManagers(config.registry, object, written) : object, warnings } };
  const stored = write({ ...server, store: withQuotas(server.store, judged) }, target, key, object, kept, written, saysManagers && ownersDiffer(config.registry, before, written));
  return { server: stored.server, answer: { code: 200, object: stored.object, warnings } };
}
