export { decidingLines } from './lines';
export type { DecidingLines } from './lines';
export { ADDRESSES, addressesOf, CLIENTS, CLUSTER_IP, DISTRIBUTIONS, EVENTS, LOAD_BALANCER_IP, MODES, NODE_PORT, NODES, POD_STATES, PODS, TYPES, ZONES } from './options';
export type { AddressName, ClientName, NodeName, PodName, PodState, ServiceOptions } from './options';
export { REQUESTS, runLab } from './run';
export type { LabRequest, LabRun } from './run';
