/** Names in a cluster: messages (`message/`), the server (`coredns/`), what resolver libraries ask of it (`resolver/`). */
export * from './coredns';
export * from './message';
export * from './resolver';
export { lookUpName } from './look-up';
export type { AddressReply, AskedName, Lookup } from './look-up';
export { searchOrder } from './search';
export type { ResolverLibrary, ResolverOptions } from './search';
