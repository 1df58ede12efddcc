/** How a Pod is called from inside (pkg/kubelet/kubelet_pods.go: GeneratePodHostNameAndDomain; pkg/kubelet/util: GetNodenameForKernel). */
import type { Pod } from '../../../api';

/** truncatePodHostnameIfNeeded. */
const LONGEST = 63;
const truncated = (name: string): string => (name.length <= LONGEST ? name : name.slice(0, LONGEST).replace(/[-.]+$/, ''));

/** Its name, and the domain in which it stands with a subdomain. */
export function podHostname({ metadata: { name = '', namespace = 'default' }, spec: { hostname, hostnameOverride, subdomain } }: Pod): { readonly hostname: string; readonly domain: string } {
  if (hostnameOverride !== undefined) return { hostname: truncated(hostnameOverride), domain: '' };
  return { hostname: truncated(hostname !== undefined && hostname !== '' ? hostname : name), domain: subdomain ? `${subdomain}.${namespace}.svc.cluster.local` : '' };
}

/** What uname(1) says in there; a Pod in the network of its node has the node's name. */
export function hostnameOf(pod: Pod): string {
  const { hostNetwork, nodeName = '', setHostnameAsFQDN } = pod.spec;
  if (hostNetwork === true) return nodeName;
  const { hostname, domain } = podHostname(pod);
  return domain !== '' && setHostnameAsFQDN === true ? `${hostname}.${domain}` : hostname;
}
