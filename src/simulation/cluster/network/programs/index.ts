export { plainServer, SERVERS } from './servers';
export { headerOf } from './types';
export type { Program, Programs, Reached } from './types';
export { kubeProxyAnswer, PROXY_HEALTH_PORT, PROXY_METRICS_PORT } from './kube-proxy';
