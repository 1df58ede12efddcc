/** Waits until a Pod's volumes are there (pkg/kubelet/volumemanager: WaitForAttachAndMount, and its reconciler). */
import type { Session } from '../session';
import { SECOND } from '../session';
import { volumeFault } from './config';

/** podAttachAndMountRetryInterval, podAttachAndMountTimeout; the reconciler's first look; its back-off (pkg/util/goroutinemap/exponentialbackoff). */
const [POLL, TIMEOUT, FIRST_LOOK, BACK_OFF, MOST] = [0.3 * SECOND, 123 * SECOND, 0.1 * SECOND, 0.5 * SECOND, 122 * SECOND];

/** When the n-th attempt is made, after the Pod was first seen. */
function attemptAt(tries: number): number {
  let [at, delay] = [FIRST_LOOK, BACK_OFF];
  for (let i = 0; i < tries; i += 1) [at, delay] = [at + delay, Math.min(2 * delay, MOST)];
  return at;
}

export type MountAnswer = { readonly kind: 'mounted' } | { readonly kind: 'failed' } | { readonly kind: 'wait'; readonly until: number };

const hasVolumes = ({ pod }: Session): boolean => (pod.spec.volumes ?? []).length > 0;

/** `since`: when the wait began. Time is taken in steps: at each attempt and at each look. */
export function awaitMounts(session: Session, since: number): MountAnswer {
  const { worker, now, pod, work } = session;
  if (!hasVolumes(session)) return { kind: 'mounted' };
  const seen = worker.mounts.since ?? since;
  let { done, tries } = worker.mounts;
  while (!done && seen + attemptAt(tries) <= now) {
    const faults = (pod.spec.volumes ?? []).flatMap((volume) => {
      const fault = volumeFault(pod, volume, work.view);
      return fault === undefined ? [] : [`MountVolume.SetUp failed for volume ${JSON.stringify(volume.name)} : ${fault}`];
    });
    for (const fault of faults) session.say('Warning', 'FailedMount', fault);
    if (faults.length === 0) done = true;
    else tries += 1;
  }
  session.set({ mounts: { since: seen, done, tries } });
  const looks = (now - since) % POLL === 0;
  if (done && looks) return { kind: 'mounted' };
  if (now - since >= TIMEOUT) return { kind: 'failed' };
  const look = since + (Math.floor((now - since) / POLL) + 1) * POLL;
  if (done) return { kind: 'wait', until: look };
  return { kind: 'wait', until: Math.min(seen + attemptAt(tries), since + TIMEOUT) };
}
