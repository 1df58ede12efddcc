/** Looks at the runtime (pkg/kubelet/pleg/generic.go). */
import { changed, nextEnd, viewOfPod } from './runtime-view';
import { nextRelist, relistFrom } from './session';
import type { Session } from './session';
import { NEVER } from './machine/machine';

export const RELIST = 'relist';

/** relistPod: what has changed in the runtime brings the Pod to its worker. */
export function relistPod(session: Session): void {
  const { worker, now } = session;
  const view = viewOfPod(session.runtimePod, now);
  const seenAt = session.count();
  if (!changed(worker.view, view)) session.set({ seenAt });
  else session.set({ seenAt, view, pending: worker.pending || (!worker.removed && worker.stage !== 'finished') });
}

/** The next look at which something can be new of this Pod; between them nothing is done, as nothing would be found. */
export function planRelist(session: Session): void {
  const { work, now, worker } = session;
  const waits = worker.pending && worker.task === undefined;
  const unseen = changed(worker.view, viewOfPod(session.runtimePod, now));
  const end = nextEnd(session.runtimePod, now);
  if (waits || unseen) work.enqueueAfter(RELIST, nextRelist(work.memory, now) - now);
  else if (end !== NEVER) work.enqueueAfter(RELIST, relistFrom(work.memory, end) - now);
}
