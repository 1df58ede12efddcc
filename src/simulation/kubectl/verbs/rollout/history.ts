import type { ControllerRevision, Deployment, ReplicaSet } from '../../../api/generated/types/apps.v1';
import type { PodTemplateSpec } from '../../../api/generated/types/core.v1';
import { objectOf, without } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { groupQualified } from '../../../api/status';
import { quote } from '../../../base/go/quote';
import { alignColumns } from '../../../base/go/tabwriter';
import { replicaSetsOf, selectorText } from '../../describe/kinds/workloads';
import { templateLines } from '../../describe/parts/template';
import { namePrinter, printerFor } from '../../output/formats';
import { metadataOf, namespaceOf } from '../../resources/info';
import type { Info } from '../../resources/info';
import { fileFlags, select, visit } from '../../resources/select';
import { listObjects } from '../../runtime/client';
import { KubectlError } from '../../runtime/errors';
import { CHANGE_CAUSE } from '../../runtime/change-cause';
import type { Steps } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { requireResource, typedOnly } from './common';

const REVISION = 'deployment.kubernetes.io/revision';

/** One revision of an object: why it was made, its template, and the object that `-o` prints. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: PodTemplateSpec;
  readonly object: JsonObject;
}

const UNVIEWED = ['apps.v1.ReplicaSet', 'batch.v1.CronJob', 'batch.v1.Job', 'core.v1.Pod', 'core.v1.ReplicationController'];

/** The template of a DaemonSet or StatefulSet as a revision keeps it (a strategic merge patch that replaces it). */
const templateOf = (data: JsonObject): JsonObject => without(objectOf(objectOf(objectOf(data).spec).template), '$patch');

function withCause(template: PodTemplateSpec, cause: string): PodTemplateSpec {
  if (cause === '') return template;
  return { ...template, metadata: { ...template.metadata, annotations: { ...template.metadata?.annotations, [CHANGE_CAUSE]: cause } } };
}

function* ofDeployment(session: Session, object: JsonObject): Steps<readonly Revision[]> {
  const { old, current } = yield* replicaSetsOf(session, object as unknown as Deployment);
  return [...old, ...(current === undefined ? [] : [current])].map((one: ReplicaSet): Revision => {
    const cause = one.metadata.annotations?.[CHANGE_CAUSE] ?? '';
    return { number: Number(one.metadata.annotations?.[REVISION] ?? 0), cause, template: withCause((one.spec?.template ?? {}) as PodTemplateSpec, cause), object: one as unknown as JsonObject };
  });
}

function* ofRevisions(session: Session, object: JsonObject): Steps<readonly Revision[]> {
  const kind = session.machine.registry().find('apps/v1', 'ControllerRevision');
  const selector = selectorText(objectOf(object.spec).selector as Parameters<typeof selectorText>[0]);
  const all = kind === undefined ? [] : ((yield* listObjects(session, kind, namespaceOf(object), { labelSelector: selector })) as unknown as readonly ControllerRevision[]);
  const own = all.filter(({ metadata }) => metadata.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadataOf(object).uid) === true);
  return own.map((one): Revision => {
    const template = templateOf(objectOf(one.data));
    return { number: one.revision ?? 0, cause: one.metadata.annotations?.[CHANGE_CAUSE] ?? '', template: template as unknown as PodTemplateSpec, object: { ...object, spec: { ...objectOf(object.spec), template } } };
  });
}

/** HistoryViewerFor and its GetHistory: all revisions by their number. */
export function* revisionsOf(session: Session, { kind, object }: Info): Steps<readonly Revision[]> {
  const name = groupQualified(kind.resource?.group ?? '', kind.kind);
  if (UNVIEWED.includes(kind.type)) throw new KubectlError(`no history viewer has been implemented for ${quote(name)}`);
  if (!['apps.v1.Deployment', 'apps.v1.DaemonSet', 'apps.v1.StatefulSet'].includes(kind.type)) throw new KubectlError(`error retrieving history for ${quote(name)}, no visitor method exists for ${name}`);
  const found = kind.type === 'apps.v1.Deployment' ? yield* ofDeployment(session, object) : yield* ofRevisions(session, object);
  return [...new Map(found.map((one) => [one.number, one])).values()].sort((a, b) => a.number - b.number);
}

function historyText(revisions: readonly Revision[], asked: number): string {
  if (revisions.length === 0) return 'No rollout history found.';
  if (asked > 0) {
    const one = revisions.find(({ number }) => number === asked);
    if (one === undefined) throw new KubectlError('unable to find the specified revision');
    return templateLines(one.template);
  }
  const rows = revisions.map(({ number, cause }) => `${number}\t${cause === '' ? '<none>' : cause}\n`);
  return alignColumns(`REVISION\tCHANGE-CAUSE\n${rows.join('')}`, { minWidth: 0, padding: 2 });
}

/** `kubectl rollout history` (pkg/cmd/rollout/rollout_history.go). */
export const rolloutHistory: Verb = function* rolloutHistory(session) {
  const { flags, machine } = session;
  requireResource(session);
  const asked = flags.int('revision');
  if (asked < 0) throw new KubectlError(`revision must be a positive integer: ${asked}`);
  const selected = select(session, { args: session.args, ...fileFlags(session), labelSelector: flags.text('selector'), typeMeansAll: true, continueOnError: true, latest: true });
  const print = flags.text('output') === '' && !flags.changed('template') ? undefined : printerFor(session, { typed: true });
  yield* visit(selected, function* each(info): Steps<void> {
    typedOnly(info.kind);
    const revisions = yield* revisionsOf(session, info);
    if (print === undefined) {
      machine.out(namePrinter(`${asked > 0 ? `with revision #${asked}` : ''}\n${historyText(revisions, asked)}`)(info.object));
      return;
    }
    const shown = asked > 0 ? revisions.filter(({ number }) => number === asked) : revisions;
    if (asked > 0 && shown.length === 0) throw new KubectlError('unable to find the specified revision');
    for (const { object } of shown) machine.out(print(object));
  });
};
