import { podUid } from '../cache/pod-info';
import { Action, interest } from '../events';
import type { Plugin } from '../framework';

const NAME = 'SchedulingGates';

export interface GatesRejection {
  readonly kind: 'gates';
  readonly gates: readonly string[];
}

/** pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go: a gated Pod does not enter the queue. */
export const schedulingGates: Plugin<GatesRejection, never> = {
  name: NAME,
  preEnqueue(pod) {
    const gates = (pod.spec.schedulingGates ?? []).map((gate) => gate.name);
    if (gates.length === 0) return null;
    return { plugin: NAME, code: 'UnschedulableAndUnresolvable', reasons: [`waiting for scheduling gates: [${gates.join(' ')}]`], params: [{ kind: 'gates', gates }] };
  },
  events: [interest('Pod', Action.UpdatePodSchedulingGatesEliminated, (pod, _before, after) => after !== undefined && podUid(after) === pod.uid)],
};
