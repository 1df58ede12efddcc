/** A cluster's network: kube-proxy on each node, and the way of a connection through the cluster as it is. */
export { kubeProxy, kubeProxyName } from './kube-proxy';
export type { KubeProxyMemory } from './kube-proxy';
export { networkOf } from './world';
export type { NetworkSettings } from './world';
