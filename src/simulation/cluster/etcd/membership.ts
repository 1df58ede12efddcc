/** Who belongs to an etcd cluster (go.etcd.io/etcd server/etcdserver/api/membership). Ids are 16 hexadecimal digits. */
import { sha1 } from '../../base/sha';
import { ERRORS } from './errors';
import { quorumOf } from './quorum';

export interface Member {
  readonly id: string;
  /** Empty until it has started once. */
  readonly name: string;
  readonly peerUrls: readonly string[];
  readonly clientUrls: readonly string[];
  readonly isLearner: boolean;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fromHex = (hex: string): Uint8Array => Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16));

/** computeMemberID: from its addresses and the cluster's token; a member that is added later has its second of birth in it. */
export const memberId = (peerUrls: readonly string[], token: string, second?: number): string =>
  sha1(bytesOf([...peerUrls].sort().join('') + token + (second === undefined ? '' : String(second)))).slice(0, 16);

const byId = (members: readonly Member[]): readonly Member[] => [...members].sort((a, b) => (a.id < b.id ? -1 : 1));

/** RaftCluster.genID: from the ids of the first members. */
export const clusterId = (members: readonly Pick<Member, 'id'>[]): string => sha1(fromHex(members.map(({ id }) => id).sort().join(''))).slice(0, 16);

/** NewClusterFromURLsMap. */
export function firstMembers(cluster: Readonly<Record<string, readonly string[]>>, token: string): readonly Member[] {
  return byId(Object.entries(cluster).map(([name, peerUrls]) => ({ id: memberId(peerUrls, token), name, peerUrls, clientUrls: [], isLearner: false })));
}

export function memberWith(members: readonly Member[], id: string): Member {
  const found = members.find((one) => one.id === id);
  if (found === undefined) throw ERRORS.memberNotFound();
  return found;
}

const voters = (members: readonly Member[]): readonly Member[] => members.filter(({ isLearner }) => !isLearner);
const started = (members: readonly Member[]): number => members.filter(({ name }) => name !== '').length;

export interface Health {
  /** The member that was asked. */
  readonly asked: string;
  readonly isConnected: (id: string) => boolean;
}

/** EtcdServer.mayAddMember: whether the cluster would have a quorum with one more, and all are in reach. */
export function checkAdd(members: readonly Member[], isLearner: boolean, { asked, isConnected }: Health): void {
  const current = voters(members);
  const [running, all] = [started(current), current.length + 1];
  // IsReadyToAddVotingMember: a single member may always have a second one.
  if (!isLearner && !(running === 1 && all === 2) && running < quorumOf(all)) throw ERRORS.notEnoughStarted();
  if (!current.every(({ id }) => id === asked || isConnected(id))) throw ERRORS.unhealthy();
}

/** RaftCluster.ValidateConfigurationChange for a new member; only one learner at a time (--max-learners). */
export function added(members: readonly Member[], member: Member): readonly Member[] {
  const taken = new Set(members.flatMap(({ peerUrls }) => peerUrls));
  if (member.peerUrls.some((url) => taken.has(url))) throw ERRORS.peerUrlExists();
  if (member.isLearner && members.some(({ isLearner }) => isLearner)) throw ERRORS.tooManyLearners();
  return byId([...members, member]);
}

/** EtcdServer.mayRemoveMember: a member that runs is not removed where the others would be too few. */
export function checkRemove(members: readonly Member[], id: string, { asked, isConnected }: Health): void {
  if (members.find((one) => one.id === id)?.isLearner === true) return;
  const current = voters(members);
  const left = current.filter((one) => one.id !== id);
  if (started(left) < quorumOf(left.length)) throw ERRORS.notEnoughStarted();
  if (id !== asked && !isConnected(id)) return;
  const active = current.filter((one) => one.id === asked || isConnected(one.id)).length;
  if (active - 1 < quorumOf(current.length - 1)) throw ERRORS.unhealthy();
}

export function removed(members: readonly Member[], id: string): readonly Member[] {
  memberWith(members, id);
  return members.filter((one) => one.id !== id);
}

export function updated(members: readonly Member[], id: string, peerUrls: readonly string[]): readonly Member[] {
  const old = memberWith(members, id);
  const taken = new Set(members.filter((one) => one.id !== id).flatMap((one) => one.peerUrls));
  if (peerUrls.some((url) => taken.has(url))) throw ERRORS.peerUrlExists();
  return members.map((one) => (one === old ? { ...one, peerUrls } : one));
}

/** EtcdServer.mayPromoteMember: a learner votes once it has what the leader has. */
export function promoted(members: readonly Member[], id: string, isInSync: boolean): readonly Member[] {
  const old = members.find((one) => one.id === id);
  if (old?.isLearner === true && !isInSync) throw ERRORS.learnerNotReady();
  // IsReadyToPromoteMember: the learner counts as one that has started.
  if (started(voters(members)) + 1 < quorumOf(voters(members).length + 1)) throw ERRORS.notEnoughStarted();
  const found = memberWith(members, id);
  if (!found.isLearner) throw ERRORS.memberNotLearner();
  return members.map((one) => (one === found ? { ...one, isLearner: false } : one));
}

/** Members that have to agree, counted over those that vote. */
export const hasQuorum = (members: readonly Member[], isRunning: (id: string) => boolean): boolean => {
  const all = voters(members);
  return all.filter(({ id }) => isRunning(id)).length >= quorumOf(all.length);
};
