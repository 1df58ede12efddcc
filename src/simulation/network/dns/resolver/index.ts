/** How glibc, musl and Go find the addresses of a name. */
export { GLIBC_ERRORS, GlibcResolver, recordsOf, resolveGlibc } from './glibc';
export type { HostError, Searched } from './glibc';
export { resolveGo } from './go';
export { isAddress, lookUpHosts, namesInHosts } from './local';
export { resolveMusl } from './musl';
export { readResolvConf } from './resolv-conf';
export type { ResolvConf } from './resolv-conf';
export { Wire } from './types';
export type { Delivery, NameServers, Packet, Resolved, ResolveOptions } from './types';
