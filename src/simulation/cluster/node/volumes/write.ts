/** Volumes that are written again at each sync (RequiresRemount of pkg/volume/configmap, secret, downwardapi and projected; MarkRemountRequired). */
import type { Session } from '../session';
import { writePayload } from './atomic-writer';
import type { MountedVolume } from './atomic-writer';
import { mountedOf, withMounted } from '../machine/machine';
import { knownObject } from './known';
import { payloadOf } from './payload';

/** `good`: the volumes whose sources are all there; the others keep what they have. */
export function writeVolumes(session: Session, good: (volume: string) => boolean): void {
  const { pod, worker, now } = session;
  const before = mountedOf(session.machine, worker.uid);
  const changed: Record<string, MountedVolume> = {};
  for (const volume of pod.spec.volumes ?? []) {
    const payload = good(volume.name) ? payloadOf(session, volume, (source, name) => knownObject(session, source, name), before[volume.name]?.payload) : undefined;
    if (payload === undefined) continue;
    const written = writePayload(before[volume.name], payload, `${worker.uid}/${volume.name}`, now);
    if (written !== before[volume.name]) changed[volume.name] = written;
  }
  if (Object.keys(changed).length > 0) session.machine = withMounted(session.machine, worker.uid, { ...before, ...changed });
}
