import { clientSidePatch } from '../../../api/apply/client-side';
import { LAST_APPLIED } from '../../../api/apply/last-applied';
import { PatchError } from '../../../api/patch/patch-error';
import { patchJson } from '../../../api/request/patch-json';
import { objectOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { goJson } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { sortedJson } from '../../../api/schema/sorted-json';
import { bodyOf, withSource } from '../../resources/body';
import { fetchInfo, metadataOf, objectName } from '../../resources/info';
import type { Info } from '../../resources/info';
import { send } from '../../runtime/client';
import { isNotFound, KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { applyAnnotations } from '../create/create';
import { deleteInfo, waitGone } from '../delete';
import type { Applied, Applying } from './types';

/** Info.String. */
export function shownInfo({ kind, namespace, name }: Info): string {
  const { group = '', version = '', plural = '' } = kind.resource ?? {};
  const groupVersion = `${group}/${version}`;
  return `Resource: ${quote(`${groupVersion}, Resource=${plural}`)}, GroupVersionKind: ${quote(`${groupVersion}, Kind=${kind.kind}`)}\nName: ${quote(name)}, Namespace: ${quote(namespace)}`;
}

/** pruneNullsFromMap. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null).map(([key, item]) => [key, withoutNulls(item)]));
}

function* create(session: Session, info: Info, { dryRun, validation, manager }: Applying): Steps<JsonObject> {
  const annotations = { annotations: applyAnnotations(info) };
  if (dryRun === 'client') return withoutNulls({ ...info.object, metadata: { ...metadataOf(info.object), ...annotations } }) as JsonObject;
  const body = bodyOf(session, info, validation, () => annotations);
  return yield* send(session, info.kind, { verb: 'create', namespace: info.namespace, body, fieldManager: manager, dryRun: dryRun === 'server' });
}

/** The current object, or nothing where there is none. */
function* current(session: Session, info: Info): Steps<JsonObject | undefined> {
  try {
    return yield* fetchInfo(session, info);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw withSource(`retrieving current configuration of:\n${shownInfo(info)}\nfrom server for:`, info.written?.source ?? '', error);
  }
}

/** Patcher.deleteAndCreate. */
function* replaced(session: Session, info: Info, live: JsonObject, applying: Applying): Steps<JsonObject> {
  const gone = yield* deleteInfo(session, { ...info, object: live }, { grace: applying.grace, propagationPolicy: applying.cascade, dryRun: 'none', output: '', quiet: true });
  yield* waitGone(session, [gone], 0);
  return yield* create(session, info, applying);
}

function* change(session: Session, info: Info, live: JsonObject, applying: Applying): Steps<Applied> {
  const { kind, namespace, name } = info;
  const { dryRun, manager } = applying;
  const source = info.written?.source ?? '';
  let shown = '';
  try {
    const patch = clientSidePatch(kind, live, info.object);
    if (patch === undefined) return { object: live, operation: 'unchanged' };
    shown = goJson(sortedJson(patch.patch));
    if (dryRun === 'client') {
      const patched = patchJson(kind, live, patch.type, patch.patch);
      if ('status' in patched) throw new KubectlError(patched.status.message);
      return { object: patched.json, operation: 'configured' };
    }
    try {
      const asked = { verb: 'patch', namespace, name, patch: patch.patch as never, patchType: patch.type, fieldValidation: applying.validation, fieldManager: manager, dryRun: dryRun === 'server' } as const;
      return { object: yield* send(session, kind, asked), operation: 'configured' };
    } catch (error) {
      if (applying.force && error instanceof ServerError && ['Conflict', 'Invalid'].includes(error.failure.reason)) return { object: yield* replaced(session, info, live, applying), operation: 'configured' };
      throw withSource('patching', source, error);
    }
  } catch (error) {
    const plain = error instanceof PatchError ? new KubectlError(error.message) : error;
    throw withSource(`applying patch:\n${shown}\nto:\n${shownInfo(info)}\nfor:`, source, plain);
  }
}

/** Client-side apply of one object (pkg/cmd/apply/apply.go, patcher.go). */
export function* applyClient(session: Session, info: Info, applying: Applying): Steps<Applied> {
  const live = yield* current(session, info);
  if (live === undefined) {
    try {
      return { object: yield* create(session, info, applying), operation: 'created' };
    } catch (error) {
      throw withSource('creating', info.written?.source ?? '', error);
    }
  }
  if (objectOf(metadataOf(live).annotations)[LAST_APPLIED] === undefined) {
    session.machine.err(
      `Warning: resource ${objectName(info)} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
    );
  }
  return yield* change(session, info, live, applying);
}
