import { minorOf, parseSemanticVersion } from '../../base/version';
import { SUPPORTED_ETCD } from './constants';

export type EtcdVersion = { readonly version: string; readonly warning?: string } | { readonly error: string };

/** constants.EtcdSupportedVersion: the etcd for a version of Kubernetes, or the nearest one with a warning. */
export function etcdVersionFor(kubernetesVersion: string, supported: Readonly<Record<number, string>> = SUPPORTED_ETCD): EtcdVersion {
  const parsed = parseSemanticVersion(kubernetesVersion);
  if ('error' in parsed) return { error: parsed.error };
  // Upstream keeps minors in eight bits.
  const wanted = minorOf(parsed.version) % 256;
  const exact = supported[wanted];
  if (exact !== undefined) return { version: exact };
  const minors = Object.keys(supported).map(Number);
  const nearest = supported[wanted < Math.min(...minors) ? Math.min(...minors) : Math.max(...minors)]!;
  return { version: nearest, warning: `could not find officially supported version of etcd for Kubernetes ${kubernetesVersion}, falling back to the nearest etcd version (${nearest})` };
}
