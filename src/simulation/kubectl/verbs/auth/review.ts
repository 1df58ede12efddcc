import type { Kind } from '../../../api/kind';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';

/** The kind of a review, which every API server has. */
export function reviewKind(session: Session, apiVersion: string, name: string): Kind {
  const kind = session.machine.registry().find(apiVersion, name);
  if (kind === undefined) throw new KubectlError('the server could not find the requested resource');
  return kind;
}
