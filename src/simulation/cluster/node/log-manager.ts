/** The kubelet puts the log of a running container aside when it has become too large (pkg/kubelet/logs/container_log_manager.go: rotateLogs, processContainer, rotateLog). Where nothing can grow so far it does not look. */
import { byText } from '../../base/ordered-map';
import type { Work } from '../control/controller';
import { servicesOf } from './host/services/state';
import { DEFAULT_LOGS } from './host/services/types';
import type { LogSettings } from './host/services/types';
import { bytesBetween, newestSpan, rotated } from './machine/container-log';
import { changeContainer, NEW_MACHINE, stateAt } from './machine/machine';
import type { Machine, RuntimeContainer } from './machine/machine';
import type { KubeletMemory } from './memory';
import type { NodeSettings } from './settings';

export const LOGS = 'logs';

/** More than what is kept of what a script prints comes to (node/processes). */
const SCRIPTS_SAY = 2 * 1024 ** 2;

const settingsOf = (machine: Machine): LogSettings => servicesOf(machine).kubelet.logs ?? DEFAULT_LOGS;

/** Whether its log can become so large at all. */
const grows = ({ behaviour, process }: RuntimeContainer, { maxSize }: LogSettings): boolean => maxSize >= 0 && (behaviour.chatter !== undefined || (process !== undefined && process.idle !== true && maxSize < SCRIPTS_SAY));

type Tools = Pick<Work<KubeletMemory>, 'machine' | 'memory' | 'now' | 'enqueueAfter'>;

/** It looks at the next tick, if somebody writes much. */
export function watchLogs(work: Tools, node: NodeSettings): void {
  const machine = work.machine(node.name) ?? NEW_MACHINE;
  const settings = settingsOf(machine);
  const busy = [...byText.entries(machine.pods)].some(([, pod]) => pod.containers.some((one) => grows(one, settings) && stateAt(one, work.now).state === 'running'));
  if (!busy) return;
  const { startedAt } = work.memory;
  work.enqueueAfter(LOGS, startedAt + (Math.floor((work.now - startedAt) / settings.every) + 1) * settings.every - work.now);
}

export function rotateLogs(work: Work<KubeletMemory>, node: NodeSettings): void {
  let machine = work.machine(node.name) ?? NEW_MACHINE;
  const settings = settingsOf(machine);
  for (const [uid, pod] of byText.entries(machine.pods)) {
    for (const one of pod.containers) {
      if (!grows(one, settings) || stateAt(one, work.now).state !== 'running' || bytesBetween(one, ...newestSpan(one, work.now)) < settings.maxSize) continue;
      machine = changeContainer(machine, uid, one.id, (container) => ({ ...container, log: rotated(container.log, work.now, settings) }));
    }
  }
  work.setMachine(node.name, machine);
  watchLogs(work, node);
}
