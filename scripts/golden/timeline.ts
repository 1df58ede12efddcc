/** Replays the `timeline` suite: a whole cluster over time, and what kubectl says meanwhile (the README beside the recordings). Until all are equal the recordings are given as files: npm run golden -- timeline FILE… */
import { replayTimeline } from './timeline/replay';
import type { GoldenCase } from './types';

/** Cases that came out, and of these those under the usual circumstances. */
let [came, usually] = [0, 0];

export function replay(one: GoldenCase): unknown {
  if (one.kind !== 'timeline') return undefined;
  const { out, faults, usual } = replayTimeline(one);
  if (faults === 0) came += 1;
  if (usual) usually += 1;
  return out;
}

export const remark = (): string | undefined =>
  came === usually ? undefined : `${usually} as the parts of a cluster usually begin; ${came - usually} where they begin at other times or the machine is busier, which no recording tells (scripts/golden/timeline/circumstances.ts)`;
