/** Waits until a Pod's volumes are there (pkg/kubelet/volumemanager: WaitForAttachAndMount, and its reconciler). */
import type { Pod, Volume } from '../../../api';
import type { Session } from '../session';
import { SECOND } from '../session';
import { knownObject } from '../volumes/known';
import { isAttached, namesOfDisks } from '../volumes/attached';
import { expandVolumes } from '../volumes/expand';
import { writeVolumes } from '../volumes/write';
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

/** GetPodVolumeNames: a volume that no container has a use for is neither set up nor waited for. */
function usedVolumes({ spec }: Pod): readonly Volume[] {
  const containers = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])];
  const names = new Set(containers.flatMap(({ volumeMounts = [], volumeDevices = [] }) => [...volumeMounts, ...volumeDevices].map(({ name }) => name)));
  return (spec.volumes ?? []).filter(({ name }) => names.has(name));
}

/** RequiresRemount. */
const isWritten = ({ configMap, secret, downwardAPI, projected }: Volume): boolean => [configMap, secret, downwardAPI, projected].some((source) => source !== undefined);

/** Tells of each volume that cannot be set up, and writes the others; false where one is missing. */
function setUp(session: Session, volumes: readonly Volume[]): boolean {
  const { pod, work } = session;
  const bad = new Map(volumes.flatMap((volume) => {
    const fault = volumeFault(pod, volume, work.view, (source, name) => knownObject(session, source, name));
    return fault === undefined ? [] : [[volume.name, fault] as const];
  }));
  for (const [name, fault] of bad) session.say('Warning', 'FailedMount', `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${fault}`);
  const used = new Set(volumes.map(({ name }) => name));
  writeVolumes(session, (volume) => used.has(volume) && !bad.has(volume));
  return bad.size === 0;
}

/** The claims' disks are attached to this node, as far as the API says. */
function areAttached({ pod, work, node }: Session, volumes: readonly Volume[]): boolean {
  const names = namesOfDisks({ ...pod, spec: { ...pod.spec, volumes } }, work.view);
  const found = names.length === 0 ? undefined : work.view.get('nodes', undefined, node.name);
  return names.length === 0 || (found !== undefined && names.every((name) => isAttached(name, found)));
}

/** `since`: when the wait began. Time is taken in steps: at each attempt and at each look. */
export function awaitMounts(session: Session, since: number): MountAnswer {
  const { worker, now } = session;
  const volumes = usedVolumes(session.pod);
  if (volumes.length === 0) return { kind: 'mounted' };
  const seen = worker.mounts.since ?? since;
  let { done, tries } = worker.mounts;
  // What is mounted is written again at each sync; the reconciler does it within a tenth of a second, and nobody waits for it.
  if (done && now === since) {
    setUp(session, volumes.filter(isWritten));
    expandVolumes(session, session.pod);
  }
  const attached = done || areAttached(session, volumes);
  while (!done && attached && seen + attemptAt(tries) <= now) {
    if (setUp(session, volumes)) {
      done = true;
      expandVolumes(session, session.pod);
    } else tries += 1;
  }
  session.set({ mounts: { since: seen, done, tries } });
  const looks = (now - since) % POLL === 0;
  if (done && looks) return { kind: 'mounted' };
  if (now - since >= TIMEOUT) return { kind: 'failed' };
  const look = since + (Math.floor((now - since) / POLL) + 1) * POLL;
  if (done || !attached) return { kind: 'wait', until: Math.min(look, since + TIMEOUT) };
  return { kind: 'wait', until: Math.min(seen + attemptAt(tries), since + TIMEOUT) };
}
