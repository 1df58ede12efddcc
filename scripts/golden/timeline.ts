/** Replays the `timeline` suite: a whole cluster over time, and what kubectl says meanwhile (the README beside the recordings). Until all are equal the recordings are given as files: npm run golden -- timeline FILE… */
import { replayTimeline } from './timeline/replay';
import type { GoldenCase } from './types';

export function replay(one: GoldenCase): unknown {
  return one.kind === 'timeline' ? replayTimeline(one).out : undefined;
}
