/**
 * Members that have to agree before a write is committed or a leader elected: more than half of all members, whether they can be
 * reached or not. After `MajorityConfig.CommittedIndex` in go.etcd.io/raft/v3 `quorum/majority.go` (`n := len(c)/2 + 1`).
 *
 * @param members all voting members, 1 or more
 */
export const quorumOf = (members: number): number => Math.floor(members / 2) + 1;

/** How many members may be lost at once with a quorum left. */
export const toleratedFailures = (members: number): number => members - quorumOf(members);

/** Members that can reach each other, and nobody else. */
export interface Side {
  id: string;
  members: number;
}

export interface Vote {
  total: number;
  quorum: number;
  /** The one side that has a quorum and goes on accepting writes; two sides can never both have one. */
  majority: string | null;
}

/** What a network cut into sides leaves: at most one side goes on, and often none. */
export function voteAcross(sides: readonly Side[]): Vote {
  const total = sides.reduce((sum, side) => sum + side.members, 0);
  const quorum = quorumOf(total);
  return { total, quorum, majority: sides.find((side) => side.members >= quorum)?.id ?? null };
}
