/** The client certificate by which a part of the control plane asks for its Lease, as long as it lasts. */
import { parseTime } from '../../../../base/time';
import { flagValue } from '../command-line';
import { readClient } from '../kubelet/client';
import { textAt } from './types';
import type { ProgramScene } from './types';

/** When the certificate of its kubeconfig ends, µs since 1970; undefined where it has none. */
export function clientUntil(scene: Pick<ProgramScene, 'pod' | 'files' | 'args'>): number | undefined {
  const path = flagValue(scene.args, 'kubeconfig') ?? '';
  const text = textAt(scene, path);
  const client = text === undefined ? undefined : readClient({ ...scene.files, [path]: { kind: 'file', text, at: 0 } }, path);
  return client === undefined || 'error' in client ? undefined : parseTime(client.certificate?.notAfter ?? '');
}

/** Whether it begins with a certificate that has ended already. */
export const locked = (scene: ProgramScene): boolean => scene.now > (clientUntil(scene) ?? scene.now);
