/** CoreDNS: a Corefile read, questions answered, what the server prints. */
export { CorefileError } from './corefile/dispenser';
export { parseCorefile } from './corefile/parse';
export { askCoreDns, COREDNS_VERSION, getFromCoreDns, newCoreDnsState, reloadCoreDns, startCoreDns } from './server';
export type { Answered, AskOptions, CoreDns, CoreDnsState, HttpAnswer, Started, StartOptions } from './server';
export { loadCoreDns } from './setup';
export type { Setup } from './setup';
export type { KubernetesObjects } from './plugins/kubernetes/objects';
export type { Upstream, UpstreamResult } from './plugins/types';
export { KUBEADM_COREFILE } from './kubeadm';
export { NOTHING_USED, QUESTION_CPU, RECEIVE_BUFFER, turnOf } from './throttled';
export type { Turn, Used } from './throttled';
