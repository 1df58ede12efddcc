import type { Plugin } from '../../framework';
import { defaultNormalize } from '../../helper/normalize';

const NAME = 'DynamicResources';

/**
 * pkg/scheduler/framework/plugins/dynamicresources for Pods without resource claims: it filters nothing, scores every node 0, and has no
 * claim to give back when a Pod finds no place. Where another plugin ended the cycle before this one's PreFilter, its PostFilter misses
 * its state and fails; 1.36 prints that failure.
 */
export const withoutClaims: Plugin<never, never> = {
  name: NAME,
  normalization: 'share',
  preFilter: () => 'skip',
  postFilter: ({ preFiltered }) => (preFiltered(NAME) ? { kind: 'unschedulable', message: 'no new claims to deallocate' } : { kind: 'error', message: 'not found' }),
  preScore: () => ({ uniform: 0, score: () => 0, normalize: (scores) => defaultNormalize(scores, false) }),
};
