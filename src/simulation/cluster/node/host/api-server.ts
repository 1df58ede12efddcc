/** The API server as its static Pod starts it: of its flags the one by which it encrypts. */
import type { Pod } from '../../../api';
import { startComponent, stopComponent } from '../../components';
import { EncryptionFault, readEncryption } from '../../encryption/configuration';
import type { Providers } from '../../encryption/configuration';
import type { Cluster, ClusterConfig } from '../../state';
import type { Files } from '../machine/written-files';

const FLAG = '--encryption-provider-config';

/** Where a path of the container lies on the machine; undefined where it is not mounted. */
function onMachine({ spec }: Pod, path: string): string | undefined {
  const mounts = [...(spec.containers[0]?.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  for (const { name, mountPath } of mounts) {
    const at = mountPath.replace(/\/+$/, '');
    const from = (spec.volumes ?? []).find((volume) => volume.name === name)?.hostPath?.path.replace(/\/+$/, '');
    if (from !== undefined && (path === at || path.startsWith(`${at}/`))) return from + path.slice(at.length);
  }
  return undefined;
}

function providersOf(pod: Pod, files: Files): readonly Providers[] {
  const words = [...(pod.spec.containers[0]?.command ?? []), ...(pod.spec.containers[0]?.args ?? [])];
  const at = words.findIndex((word) => word === FLAG || word.startsWith(`${FLAG}=`));
  if (at < 0) return [];
  const path = words[at]!.includes('=') ? words[at]!.slice(FLAG.length + 1) : (words[at + 1] ?? '');
  const place = onMachine(pod, path);
  const file = place === undefined ? undefined : files[place];
  if (file?.kind !== 'file') throw new EncryptionFault(`error opening encryption provider configuration file ${JSON.stringify(path)}: open ${path}: no such file or directory`);
  return readEncryption(file.text);
}

/** It is started anew, and what it writes from now on is as it says; with a configuration that it does not take, it is gone. */
export function apiServerAnew(config: ClusterConfig, cluster: Cluster, pod: Pod, files: Files): Cluster {
  const stopped = stopComponent(config, cluster, 'kube-apiserver');
  try {
    const providers = providersOf(pod, files);
    const before = stopped.encryption ?? [];
    const same = JSON.stringify(before.at(-1)?.providers ?? []) === JSON.stringify(providers);
    const encrypted = same ? stopped : { ...stopped, encryption: [...before, { revision: stopped.server.store.revision, providers }] };
    return startComponent(config, encrypted, 'kube-apiserver');
  } catch (fault) {
    if (fault instanceof EncryptionFault) return stopped;
    throw fault;
  }
}
