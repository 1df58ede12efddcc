/** A part of the control plane that works as long as it holds a Lease (client-go tools/leaderelection: acquire, renew, tryAcquireOrRenew), when its client certificate ends. */
import { parseTime } from '../../../../base/time';
import { flagValue } from '../command-line';
import { readClient } from '../kubelet/client';
import { structured } from '../services/journal';
import { line, textAt } from './types';
import type { Fate, ProgramScene } from './types';

/** RetryPeriod, RenewDeadline, and RetryPeriod with what JitterUntil adds to it in the middle (JitterFactor 1.2), µs. */
const [RETRY, DEADLINE, WAITS] = [2_000_000, 10_000_000, 3_200_000];
/** From the end of a certificate to the next renewal, in the middle, µs. */
const NOTICED = 1_000_000;

export interface Leading {
  readonly name: string;
  /** Where it says that it leads no more, and how. */
  readonly place: string;
  readonly lost: string;
}

/** When the certificate of its kubeconfig ends, µs since 1970; undefined where it has none. */
export function clientUntil(scene: Pick<ProgramScene, 'pod' | 'files' | 'args'>): number | undefined {
  const path = flagValue(scene.args, 'kubeconfig') ?? '';
  const text = textAt(scene, path);
  const client = text === undefined ? undefined : readClient({ ...scene.files, [path]: { kind: 'file', text, at: 0 } }, path);
  return client === undefined || 'error' in client ? undefined : parseTime(client.certificate?.notAfter ?? '');
}

/** Whether it begins with a certificate that has ended already. */
export const locked = (scene: ProgramScene): boolean => scene.now > (clientUntil(scene) ?? scene.now);

/** It cannot renew its Lease, gives up after ten seconds and ends, to be started anew; one that begins so asks for the Lease for ever. */
export function leading(scene: ProgramScene, { name, place, lost }: Leading): Fate {
  const until = clientUntil(scene);
  if (until === undefined) return [];
  const lock = `kube-system/${name}`;
  const refused = structured('Error retrieving lease lock', { err: 'Unauthorized', lock });
  if (locked(scene)) return [line(scene, 950_000, 'I', 'leaderelection.go:258', structured('Attempting to acquire leader lease...', { lock })), `repeat=E leaderelection.go:461 ${refused}@960ms/${WAITS / 1000}ms`];
  const begins = until - scene.now + NOTICED;
  const tries = Array.from({ length: DEADLINE / RETRY }, (_, n) => line(scene, begins + n * RETRY, 'E', 'leaderelection.go:461', refused));
  const ends = begins + DEADLINE;
  return [...tries, line(scene, ends, 'I', 'leaderelection.go:304', structured('Failed to renew lease', { lock, err: 'context deadline exceeded' })), line(scene, ends + 1000, 'E', place, structured(lost)), `exit=1@${(ends + 2000) / 1000}ms`];
}
