/** The API server as its static Pod starts it: of its flags the one by which it encrypts. */
import type { Pod } from '../../../api';
import { EncryptionFault, readEncryption } from '../../encryption/configuration';
import type { Providers } from '../../encryption/configuration';
import type { Cluster } from '../../state';
import type { Files } from '../machine/written-files';

const FLAG = '--encryption-provider-config';

/** Where a path of the container lies on the machine; undefined where it is not mounted. */
export function onMachine({ spec }: Pod, path: string): string | undefined {
  const mounts = [...(spec.containers[0]?.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  for (const { name, mountPath } of mounts) {
    const at = mountPath.replace(/\/+$/, '');
    const from = (spec.volumes ?? []).find((volume) => volume.name === name)?.hostPath?.path.replace(/\/+$/, '');
    if (from !== undefined && (path === at || path.startsWith(`${at}/`))) return from + path.slice(at.length);
  }
  return undefined;
}

/** How the API server of this Pod encrypts what it writes; throws an {@link EncryptionFault} where it does not take its configuration. */
export function encryptionOf(pod: Pod, files: Files): readonly Providers[] {
  const words = [...(pod.spec.containers[0]?.command ?? []), ...(pod.spec.containers[0]?.args ?? [])];
  const at = words.findIndex((word) => word === FLAG || word.startsWith(`${FLAG}=`));
  if (at < 0) return [];
  const path = words[at]!.includes('=') ? words[at]!.slice(FLAG.length + 1) : (words[at + 1] ?? '');
  const place = onMachine(pod, path);
  const file = place === undefined ? undefined : files[place];
  if (file?.kind !== 'file') throw new EncryptionFault(`error opening encryption provider configuration file ${JSON.stringify(path)}: open ${path}: no such file or directory`);
  return readEncryption(file.text);
}

/** What it writes from now on is as it says. */
export function withEncryption(cluster: Cluster, providers: readonly Providers[]): Cluster {
  const before = cluster.encryption ?? [];
  const same = JSON.stringify(before.at(-1)?.providers ?? []) === JSON.stringify(providers);
  return same ? cluster : { ...cluster, encryption: [...before, { revision: cluster.server.store.revision, providers }] };
}
