/** What a Pod is told of the network: variables and DNS settings. */
export { checkResolvConf, parseResolvConf, podDns } from './resolv-conf';
export type { DnsEvent, KubeletDns, PodDns, PodDnsResult } from './resolv-conf';
export { podServiceVariables, serviceVariables } from './service-environment';
export type { Variables } from './service-environment';
