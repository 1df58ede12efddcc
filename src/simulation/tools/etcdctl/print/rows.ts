import { humanBytes } from '../table';
import type { Member } from '../../../cluster/etcd/membership';
import { short } from './responses';
import type { EndpointHealth, EndpointStatus } from './responses';

export interface Rows {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** makeMemberListTable. */
export const memberRows = (members: readonly Member[]): Rows => ({
  names: ['ID', 'Status', 'Name', 'Peer Addrs', 'Client Addrs', 'Is Learner'],
  rows: members.map(({ id, name, peerUrls, clientUrls, isLearner }) => [short(id), name === '' ? 'unstarted' : 'started', name, peerUrls.join(','), clientUrls.join(','), String(isLearner)]),
});

/** makeEndpointHealthTable. */
export const healthRows = (list: readonly EndpointHealth[]): Rows => ({ names: ['endpoint', 'health', 'took', 'error'], rows: list.map(({ endpoint, health, took, error }) => [endpoint, String(health), took, error]) });

/** makeEndpointStatusTable. */
export const statusRows = (list: readonly EndpointStatus[]): Rows => ({
  names: ['endpoint', 'ID', 'version', 'storage version', 'db size', 'in use', 'percentage not in use', 'quota', 'is leader', 'is learner', 'raft term', 'raft index', 'raft applied index', 'errors', 'downgrade target version', 'downgrade enabled'],
  rows: list.map(({ endpoint, status: { header, version, storageVersion, size, inUse, quota, leader, isLearner, term, index, errors } }) => [
    endpoint, short(header.memberId), version, storageVersion, humanBytes(size), humanBytes(inUse), `${100 - Math.floor((inUse * 100) / size)}%`, humanBytes(quota), String(leader === header.memberId), String(isLearner), String(term), String(index), String(index), errors.join(', '), '', 'false',
  ]),
});
