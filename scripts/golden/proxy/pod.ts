import type { Pod } from '@site/src/simulation/api';
import type { Service } from '@site/src/simulation/api/generated/types/core.v1';
import { checkResolvConf, podDns, podServiceVariables, serviceVariables } from '@site/src/simulation/network/pod';
import type { DnsEvent, KubeletDns } from '@site/src/simulation/network/pod';

export const replayEnv = ({ services }: { readonly services: readonly Service[] }): unknown => serviceVariables(services).map(([name, value]) => `${name}=${value}`);
export const replayPodEnv = ({ services, namespace, enableServiceLinks }: { readonly services: readonly Service[]; readonly namespace: string; readonly enableServiceLinks: boolean }): unknown =>
  podServiceVariables(services, namespace, enableServiceLinks);

const shown = (events: readonly DnsEvent[]): readonly string[] => events.map(({ type, reason, message }) => `${type} ${reason} ${message}`);

export function replayResolvConf({ kubelet, pod }: { readonly kubelet: KubeletDns; readonly pod: Pod }): unknown {
  const result = podDns(kubelet, pod);
  return 'error' in result ? { error: result.error, events: shown(result.events) } : { ...result.dns, events: shown(result.events) };
}

/** The file is called `resolv.conf` in the recordings. */
export const replayResolvConfCheck = ({ kubelet }: { readonly kubelet: KubeletDns }): unknown => shown(checkResolvConf(kubelet, 'resolv.conf'));
