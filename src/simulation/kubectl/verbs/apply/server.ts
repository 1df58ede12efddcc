import type { Info } from '../../resources/info';
import { send } from '../../runtime/client';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session } from '../../runtime/session';
import type { Applied, Applying } from './types';

const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** Server-side apply of one object (pkg/cmd/apply/apply.go). */
export function* applyServer(session: Session, info: Info, { dryRun, manager, forceConflicts, subresource }: Applying): Steps<Applied> {
  const { kind, namespace, name, object } = info;
  const asked = { verb: 'patch', namespace, name, patch: object as never, patchType: 'apply', fieldManager: manager, force: forceConflicts, dryRun: dryRun === 'server' } as const;
  try {
    return { object: yield* send(session, kind, subresource === '' ? asked : { ...asked, subresource }), operation: 'serverside-applied' };
  } catch (error) {
    if (error instanceof ServerError && error.failure.reason === 'Conflict') throw new KubectlError(`${error.message}\n${ADVICE}`);
    throw error;
  }
}
