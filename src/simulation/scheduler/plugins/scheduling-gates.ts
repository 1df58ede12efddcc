import type { Plugin } from '../framework';

const NAME = 'SchedulingGates';

/** pkg/scheduler/framework/plugins/schedulinggates/scheduling_gates.go: a gated Pod does not enter the queue. */
export const schedulingGates: Plugin = {
  name: NAME,
  preEnqueue(pod) {
    const gates = (pod.spec.schedulingGates ?? []).map((gate) => gate.name);
    if (gates.length === 0) return null;
    return {
      plugin: NAME,
      code: 'UnschedulableAndUnresolvable',
      reasons: [`waiting for scheduling gates: [${gates.join(' ')}]`],
      params: [{ kind: 'gates', gates }],
    };
  },
};
