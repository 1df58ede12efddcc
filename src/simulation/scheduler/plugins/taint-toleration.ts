import type { Taint, Toleration } from '../../api';
import { StateKey } from '../framework';
import type { Plugin } from '../framework';
import { defaultNormalize } from './normalize';
import { tolerates } from './tolerations';

const NAME = 'TaintToleration';
const KEY = new StateKey<readonly Toleration[]>(NAME);

const untolerated = (taints: readonly Taint[], tolerations: readonly Toleration[]): Taint[] =>
  taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(tolerations, taint));

/**
 * pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go. Filter: the first NoSchedule or NoExecute taint that no
 * toleration matches. Score: the number of PreferNoSchedule taints not tolerated, fewer is better.
 */
export const taintToleration: Plugin = {
  name: NAME,
  normalization: 'reversed',
  filter(_state, { pod }, node) {
    if (node.taints.length === 0) return null;
    for (const taint of node.taints) {
      if (taint.effect !== 'NoSchedule' && taint.effect !== 'NoExecute') continue;
      if (tolerates(pod.spec.tolerations ?? [], taint)) continue;
      return {
        plugin: NAME,
        code: 'UnschedulableAndUnresolvable',
        reasons: ['node(s) had untolerated taint(s)'],
        params: [{ kind: 'taint', taint }],
      };
    }
    return null;
  },
  preScore(state, { pod }) {
    state.write(KEY, (pod.spec.tolerations ?? []).filter((t) => !t.effect || t.effect === 'PreferNoSchedule'));
    return null;
  },
  score: (state, _pod, node) => (node.taints.length === 0 ? 0 : untolerated(node.taints, state.read(KEY) ?? []).length),
  normalize: (scores) => defaultNormalize(scores, true),
  explain: (state, _pod, node) => ({ kind: 'taints', untolerated: untolerated(node.taints, state.read(KEY) ?? []) }),
};
