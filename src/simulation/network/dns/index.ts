/** Names in a cluster: what resolver libraries ask. CoreDNS is in `coredns/`, messages in `message/`, whole look-ups with their packets in `resolver/`. */
export { lookUpName } from './look-up';
export type { AddressReply, AskedName, Lookup } from './look-up';
export { searchOrder } from './search';
export type { ResolverLibrary, ResolverOptions } from './search';
