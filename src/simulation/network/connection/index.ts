/** Connections: from a client through a node's rules and the policies of both ends to a process, and how each failure ends on Linux. */
export { carryOn, connect, CONNECT_TIMEOUT, drawEndpoint, ESTABLISHED_TIMEOUT, ROUND_TRIP } from './connect';
export type { Attempt, Attempted, Ending, Flow, Hop, Host, NetworkNode, NetworkWorld } from './types';
