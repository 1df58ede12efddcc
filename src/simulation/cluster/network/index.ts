/** A cluster's network: kube-proxy on each node, and the way of a connection through the cluster as it is. */
export { kubeProxy, kubeProxyName } from './kube-proxy';
export type { KubeProxyMemory } from './kube-proxy';
export { LOOPBACK_ONLY, networkOf } from './world';
export type { NetworkSettings } from './world';
export { apiServerEndpoints, COREDNS_OBJECTS, kubeadmImages, KUBE_PROXY_OBJECTS, POD_NETWORK } from './kubeadm';
export { podClient, readerClient } from './clients';
export type { Client } from './client';
export { Network, newNetworkMemory, NOBODY } from './network';
export type { NetworkMemory, NetworkOptions } from './network';
export { webhooksFrom } from './webhooks';
export { readingDoor } from './api-server';
export type { ApiServerDoor } from './api-server';
export { fetchFrom } from './fetch';
export { READER_ADDRESS } from './outside';
export { kubeProxyAnswer, PROXY_HEALTH_PORT, PROXY_METRICS_PORT, SERVERS } from './programs';
export type { Program, Programs, Reached } from './programs';
