import type { Taint, Toleration } from '../../api';
import { podUid } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { Plugin } from '../framework';
import { defaultNormalize } from '../helper/normalize';
import { tolerates, untoleratedTaint } from '../helper/tolerations';

const NAME = 'TaintToleration';

export interface TaintRejection {
  readonly kind: 'taint';
  readonly taint: Taint;
}
export interface TaintScore {
  readonly kind: 'taints';
  readonly untolerated: readonly Taint[];
}

const untolerated = (taints: readonly Taint[], tolerations: readonly Toleration[]): Taint[] =>
  taints.filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(tolerations, taint));

/**
 * pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go. Filter: the first NoSchedule or NoExecute taint that no
 * toleration matches. Score: the number of PreferNoSchedule taints not tolerated, fewer is better.
 */
export const taintToleration: Plugin<TaintRejection, TaintScore> = {
  name: NAME,
  normalization: 'reversed',
  preFilter({ pod }) {
    const tolerations = pod.spec.tolerations ?? [];
    return {
      filter: {
        check(node) {
          if (node.taints.length === 0) return null;
          const taint = untoleratedTaint(node.taints, tolerations);
          return taint === undefined ? null : { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: ['node(s) had untolerated taint(s)'], params: [{ kind: 'taint', taint }] };
        },
      },
    };
  },
  preScore({ pod }) {
    const tolerations = (pod.spec.tolerations ?? []).filter((t) => !t.effect || t.effect === 'PreferNoSchedule');
    return {
      score: (node) => (node.taints.length === 0 ? 0 : untolerated(node.taints, tolerations).length),
      normalize: (scores) => defaultNormalize(scores, true),
      explain: (node) => ({ kind: 'taints', untolerated: untolerated(node.taints, tolerations) }),
    };
  },
  events: [
    interest('Node', Action.Add | Action.UpdateNodeTaint, ({ pod }, before, after) => {
      const blocks = (taints: readonly Taint[] | undefined): boolean => untoleratedTaint(taints ?? [], pod.spec.tolerations ?? []) !== undefined;
      return (before === undefined || blocks(before.spec?.taints)) && !blocks(after?.spec?.taints);
    }),
    interest('Pod', Action.UpdatePodToleration, (pod, _before, after) => after !== undefined && podUid(after) === pod.uid),
  ],
};
