import { equalValues } from '../../../api/equal';
import { LAST_APPLIED } from '../../../api/apply/last-applied';
import { groupQualified } from '../../../api/status';
import { objectOf, textOf, without } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { templateLines } from '../../describe/parts/template';
import { printerFor } from '../../output/formats';
import { metadataOf, objectName } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, select, visit } from '../../resources/select';
import { send } from '../../runtime/client';
import { dryRunOf, tried } from '../../runtime/dry-run';
import type { DryRun } from '../../runtime/dry-run';
import { KubectlError, ServerError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { requireResource, typedOnly } from './common';
import { revisionsOf } from './history';
import type { Revision } from './history';

const HASH = 'pod-template-hash';

/** Annotations of a Deployment that its ReplicaSets do not keep (deploymentutil annotationsToSkip). */
const KEPT = new Set([LAST_APPLIED, 'deployment.kubernetes.io/revision', 'deployment.kubernetes.io/revision-history', 'deployment.kubernetes.io/desired-replicas', 'deployment.kubernetes.io/max-replicas', 'deprecated.deployment.rollback.to']);

const withoutHash = (template: JsonObject): JsonObject => {
  const metadata = metadataOf(template);
  return { ...template, metadata: { ...metadata, labels: without(objectOf(metadata.labels), HASH) } };
};

function chosen(revisions: readonly Revision[], asked: number, { kind, name }: Info): Revision {
  if (asked > 0) {
    const found = revisions.find(({ number }) => number === asked);
    if (found === undefined) throw new KubectlError(`unable to find specified revision ${asked} in history`);
    return found;
  }
  const previous = revisions[revisions.length - 2];
  if (previous === undefined) throw new KubectlError(kind.kind === 'Deployment' ? `no rollout history found for deployment ${quote(name)}` : 'no last revision to roll back to');
  return previous;
}

const templateOf = (object: JsonObject): JsonObject => objectOf(objectOf(object.spec).template);

function* restore(session: Session, { kind, namespace, name }: Info, patch: unknown, patchType: 'json' | 'strategic', asked: number, dryRun: DryRun): Steps<void> {
  try {
    yield* send(session, kind, { verb: 'patch', namespace, name, patch: patch as never, patchType, dryRun: dryRun === 'server' });
  } catch (error) {
    throw error instanceof ServerError ? new KubectlError(`failed restoring revision ${asked}: ${error.message}`) : error;
  }
}

const skipped = (asked: number): string => `skipped rollback (current template already matches revision ${asked})`;

/** Rollbacker.Rollback; gives what is said of it. */
function* rollback(session: Session, info: Info, asked: number, dryRun: DryRun): Steps<string> {
  const { kind, object } = info;
  if (!['apps.v1.Deployment', 'apps.v1.DaemonSet', 'apps.v1.StatefulSet'].includes(kind.type)) throw new KubectlError(`no rollbacker has been implemented for ${quote(groupQualified(kind.resource?.group ?? '', kind.kind))}`);
  if (asked < 0) throw new KubectlError(`unable to find specified revision ${asked} in history`);
  const revision = chosen(yield* revisionsOf(session, info), asked, info);
  const isDeployment = kind.kind === 'Deployment';
  const template = templateOf(revision.object);
  if (dryRun === 'client') return isDeployment ? templateLines(template as never) : `will roll back to ${templateLines(template as never)}`;
  if (isDeployment && objectOf(object.spec).paused === true) throw new KubectlError("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again");
  const restored = isDeployment ? withoutHash(template) : template;
  if (equalValues(isDeployment ? withoutHash(templateOf(object)) : templateOf(object), restored)) return skipped(asked);
  if (isDeployment) {
    const own = Object.entries(objectOf(metadataOf(object).annotations)).filter(([key]) => KEPT.has(key));
    const old = Object.entries(objectOf(metadataOf(revision.object).annotations)).filter(([key]) => !KEPT.has(key));
    const operations = [{ op: 'replace', path: '/spec/template', value: restored }, { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...own, ...old]) }];
    yield* restore(session, info, operations, 'json', asked, dryRun);
  } else yield* restore(session, info, { spec: { template: { ...restored, $patch: 'replace' } } }, 'strategic', asked, dryRun);
  return 'rolled back';
}

/** `kubectl rollout undo` (pkg/cmd/rollout/rollout_undo.go, polymorphichelpers/rollback.go). */
export const rolloutUndo: Verb = function* rolloutUndo(session) {
  const { flags, machine, args } = session;
  const dryRun = dryRunOf(session);
  requireResource(session);
  const selected = select(session, { args, ...fileFlags(session), labelSelector: flags.text('selector'), typeMeansAll: true, continueOnError: true, latest: true });
  yield* visit(selected, function* each(info) {
    typedOnly(info.kind);
    if (textOf(objectOf(metadataOf(info.object).annotations)[LAST_APPLIED]) !== '') {
      machine.err(`Warning: resource ${objectName(info)} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`);
    }
    const result = yield* rollback(session, info, flags.int('to-revision'), dryRun);
    machine.out(printerFor(session, { operation: tried(result, dryRun), typed: true })(info.object));
  });
};
