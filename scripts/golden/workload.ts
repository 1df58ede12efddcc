/** Replays the `workload` suite: what the controllers of Kubernetes 1.36.3 do (testdata/golden/workload/README.md). */
import { replayRollout } from './workload/deployment';
import type { GoldenCase } from './types';

type Replayer = (input: never) => unknown;

const KINDS: Readonly<Record<string, Replayer>> = { rollout: replayRollout };

export function replay(one: GoldenCase): unknown {
  return KINDS[one.kind]?.(one.in as never);
}
