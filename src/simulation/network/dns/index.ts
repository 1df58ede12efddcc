/** Names in a cluster: what resolver libraries ask. */
export { lookUpName, searchOrder } from './search';
export type { AddressReply, AskedName, Lookup, ResolverLibrary, ResolverOptions } from './search';
