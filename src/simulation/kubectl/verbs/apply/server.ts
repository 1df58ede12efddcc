import type { JsonObject } from '../../../api/schema/walk';
import type { Info } from '../../resources/info';
import { getObject, send } from '../../runtime/client';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import { CONFLICT_ADVICE } from './conflict-advice';
import { annotationOf, annotationOwners, justAnnotation, managersPatch } from './migrate';
import type { Applied, Applying } from './types';

type Patch = Parameters<typeof send>[2];

const FROM_CLIENT_SIDE = 'kubectl-last-applied';
const RETRIES = 5;

const FAILED = {
  annotation: (why: string) => `Warning: failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${why}\n`,
  patch: (why: string) => `Warning: server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${why}\n`,
  again: (why: string) => `Warning: failed to re-apply configuration after performing Server-Side Apply migration. This is non-fatal and will be retried next time you apply. Error: ${why}\n`,
};

/** An object that was applied client-side so far: its fields become those of the server-side manager, and what is named no longer goes (migrateToSSAIfNecessary). */
function* migrated(session: Session, kind: Info['kind'], applied: JsonObject, asked: Patch & { readonly fieldManager: string }): Steps<JsonObject> {
  const { machine } = session;
  let object = applied;
  let doing: keyof typeof FAILED = 'annotation';
  try {
    const text = annotationOf(object);
    if (asked.fieldManager === 'kubectl' && text !== undefined && annotationOwners(object, 'Apply').length === 0) {
      object = yield* send(session, kind, { ...asked, patch: justAnnotation(object, text) as never, fieldManager: FROM_CLIENT_SIDE, force: false });
    }
    doing = 'patch';
    if (!(yield* patchManagers(session, kind, object, asked))) return object;
    doing = 'again';
    return yield* send(session, kind, asked);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    machine.err(FAILED[doing](error.message));
    return object;
  }
}

function* patchManagers(session: Session, kind: Info['kind'], applied: JsonObject, asked: Patch & { readonly fieldManager: string }): Steps<boolean> {
  let object = applied;
  for (let attempt = 1; ; attempt += 1) {
    const patch = managersPatch(object, asked.fieldManager);
    if (patch === undefined) return false;
    try {
      yield* send(session, kind, { verb: 'patch', namespace: asked.namespace, name: asked.name ?? '', patch: patch as never, patchType: 'json', fieldManager: asked.fieldManager, dryRun: asked.dryRun === true });
      return true;
    } catch (error) {
      if (!(error instanceof ServerError) || error.failure.reason !== 'Conflict' || attempt === RETRIES) throw error;
      object = yield* getObject(session, kind, asked.namespace, asked.name ?? '');
    }
  }
}

/** Server-side apply of one object (pkg/cmd/apply/apply.go). */
export function* applyServer(session: Session, info: Info, { dryRun, manager, forceConflicts, subresource }: Applying): Steps<Applied> {
  const { kind, namespace, name, object } = info;
  const asked = { verb: 'patch', namespace, name, patch: object as never, patchType: 'apply', fieldManager: manager, force: forceConflicts, dryRun: dryRun === 'server' } as const;
  try {
    const applied = yield* send(session, kind, subresource === '' ? asked : { ...asked, subresource });
    return { object: yield* migrated(session, kind, applied, asked), operation: 'serverside-applied' };
  } catch (error) {
    if (error instanceof ServerError && error.failure.reason === 'Conflict') throw new KubectlError(`${error.message}\n${CONFLICT_ADVICE}`);
    throw error;
  }
}
