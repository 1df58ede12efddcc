import { MAX_NODE_SCORE } from '../framework';
import { mulDiv } from './integers';

/** pkg/scheduler/framework/plugins/helper DefaultNormalizeScore: the largest becomes 100; reversed, the smallest is best. */
export function defaultNormalize(scores: number[], reverse: boolean): void {
  let max = 0;
  for (const score of scores) if (score > max) max = score;
  if (max === 0) {
    if (reverse) scores.fill(MAX_NODE_SCORE);
    return;
  }
  for (let i = 0; i < scores.length; i += 1) {
    const scaled = mulDiv(MAX_NODE_SCORE, scores[i] ?? 0, max);
    scores[i] = reverse ? MAX_NODE_SCORE - scaled : scaled;
  }
}
