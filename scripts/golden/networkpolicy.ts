/** Replays the `networkpolicy` suite: verdicts for single connections, with the policies that isolated and allowed. */
import { indexNetwork, verdict } from '../../src/simulation/policy/network-policy';
import type { Connection, DirectionVerdict, NetworkObjects } from '../../src/simulation/policy/network-policy';
import type { GoldenCase, Replay } from './types';

function replayConnections({ connections, ...objects }: NetworkObjects & { connections: Connection[] }): unknown {
  const index = indexNetwork(objects);
  const named = ({ allowed, isolatedBy, allowedBy }: DirectionVerdict): unknown => ({ allowed, isolatedBy, allowedBy: allowedBy.map(({ policy }) => policy) });
  return connections.map((connection) => {
    const { allowed, egress, ingress } = verdict(index, connection);
    return { allowed, egress: named(egress), ingress: named(ingress) };
  });
}

const KINDS = new Set(['crafted', 'random']);

export const replay: Replay = (one: GoldenCase) => (KINDS.has(one.kind) ? replayConnections(one.in as never) : undefined);
