/** Replays the `timeline` suite: a whole cluster over time (testdata/golden/timeline/README.md). What the commands print is not compared yet. */
import { replayTimeline } from './timeline/replay';
import type { GoldenCase } from './types';

export function replay(one: GoldenCase): unknown {
  return one.kind === 'timeline' ? replayTimeline(one) : undefined;
}
