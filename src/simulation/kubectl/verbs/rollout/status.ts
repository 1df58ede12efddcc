import { groupQualified } from '../../../api/status';
import { fileFlags, select, visit } from '../../resources/select';
import type { JsonObject } from '../../../api/schema/walk';
import { changesOf, listOne } from '../../resources/watching';
import { KubectlError } from '../../runtime/errors';
import type { Steps } from '../../runtime/machine';
import type { Verb } from '../../runtime/session';
import { requireResource, typedOnly } from './common';
import { statusViewer } from './status-text';

/** How often it is heard what a watch has sent, µs. */
const STEP = 100_000;

/** `kubectl rollout status` (pkg/cmd/rollout/rollout_status.go). */
export const rolloutStatus: Verb = function* rolloutStatus(session) {
  const { flags, machine } = session;
  requireResource(session);
  const revision = flags.int('revision');
  if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
  const selected = select(session, { args: session.args, ...fileFlags(session), labelSelector: flags.text('selector'), typeMeansAll: true, continueOnError: true, latest: true });
  const timeout = Number(flags.nanoseconds('timeout') / 1000n);
  let found = false;
  yield* visit(selected, function* each(info): Steps<void> {
    found = true;
    typedOnly(info.kind);
    const view = statusViewer(info.kind.type);
    if (view === undefined) throw new KubectlError(`no status viewer has been implemented for ${groupQualified(info.kind.resource?.group ?? '', info.kind.kind)}`);
    const deadline = timeout > 0 ? machine.now() + timeout : Number.POSITIVE_INFINITY;
    const show = (object: JsonObject): boolean => {
      const { text, done } = view(object, revision);
      machine.out(text);
      return done || !flags.bool('watch');
    };
    const { object, resourceVersion } = yield* listOne(session, info);
    if (object !== undefined && show(object)) return;
    for (let since = resourceVersion; ; ) {
      if (machine.now() >= deadline) throw new KubectlError('timed out waiting for the condition');
      yield { do: 'sleep', micros: STEP };
      const sent = yield* changesOf(session, info, since);
      for (const event of sent.changes) {
        if (event.type === 'DELETED') throw new KubectlError('object has been deleted');
        if (show(event.object)) return;
      }
      since = sent.resourceVersion;
    }
  });
  if (!found) machine.err(`No resources found in ${session.namespace().name} namespace.\n`);
};
