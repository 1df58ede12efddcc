/** The kernel's table of connections: what is noted down of one, how long it is remembered, what kube-proxy takes out. */
export { entryAt, TIMEOUTS } from './entry';
export type { Entry, TcpState, Tracked, Tuple } from './entry';
export { cleaned, closed, entriesOf, noted } from './table';
export type { Table } from './table';
export { trackedOf } from './track';
