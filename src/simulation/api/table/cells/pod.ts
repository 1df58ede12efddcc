import { isRestartable, podState } from '../pod-state';
import type { Pod } from '../../types';
import { age, cells, nameCell, since } from './common';
import type { CellTable } from './common';

function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const met = gates.filter(({ conditionType }) => status?.conditions?.find(({ type }) => type === conditionType)?.status === 'True').length;
  return `${met}/${gates.length}`;
}

/** printPod. */
export const POD_CELLS: CellTable = {
  'core.v1.Pod': cells<Pod>((pod, now) => {
    const { reason, ready, restarts, lastRestart } = podState(pod);
    const total = pod.spec.containers.length + (pod.spec.initContainers ?? []).filter(isRestartable).length;
    const restarted = restarts !== 0 && lastRestart !== '' ? `${restarts} (${since(lastRestart, now)} ago)` : String(restarts);
    const none = (text: string | undefined): string => (text === undefined || text === '' ? '<none>' : text);
    return [
      nameCell(pod), `${ready}/${total}`, reason, restarted, age(pod, now),
      none(pod.status?.podIPs?.[0]?.ip), none(pod.spec.nodeName), none(pod.status?.nominatedNodeName), readinessGates(pod),
    ];
  }),
};
